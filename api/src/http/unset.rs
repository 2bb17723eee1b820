//! Variables that a request leaves out.
//!
//! By the specification, `{address: $address}` without a value for `$address` is `{}`. async-graphql reads it as
//! `{address: null}`, which would empty a field that a client never meant to touch. So what is unset is taken out of the
//! document before it runs.

use std::collections::HashSet;

use async_graphql::{
    Name, Positioned, Variables,
    parser::types::{DocumentOperations, ExecutableDocument, Selection, SelectionSet, VariableDefinition},
};
use async_graphql_value::Value;

/// Takes every argument and every field of an input object out of `document` that is a variable without a value.
pub(super) fn remove(document: &mut ExecutableDocument, variables: &Variables) {
    let unset = unset(document, variables);
    if unset.is_empty() {
        return;
    }
    let operations = match &mut document.operations {
        DocumentOperations::Single(operation) => vec![operation],
        DocumentOperations::Multiple(operations) => operations.values_mut().collect(),
    };
    for operation in operations {
        let definitions = &mut operation.node.variable_definitions;
        definitions.retain(|definition| !unset.contains(&definition.node.name.node));
        selections(&mut operation.node.selection_set.node, &unset);
    }
    document
        .fragments
        .values_mut()
        .for_each(|fragment| selections(&mut fragment.node.selection_set.node, &unset));
}

/// The variables that have no value in any operation that defines them. One that must have a value is not among them: its
/// absence is an error.
fn unset(document: &ExecutableDocument, variables: &Variables) -> HashSet<Name> {
    let definitions = || {
        document
            .operations
            .iter()
            .flat_map(|(_, operation)| &operation.node.variable_definitions)
    };
    let has_value = |definition: &VariableDefinition| {
        variables.contains_key(&definition.name.node)
            || definition.default_value.is_some()
            || !definition.var_type.node.nullable
    };
    let mut unset: HashSet<Name> = definitions()
        .map(|definition| definition.node.name.node.clone())
        .collect();
    for definition in definitions().filter(|definition| has_value(&definition.node)) {
        unset.remove(&definition.node.name.node);
    }
    unset
}

fn selections(set: &mut SelectionSet, unset: &HashSet<Name>) {
    for selection in &mut set.items {
        match &mut selection.node {
            Selection::Field(field) => {
                arguments(&mut field.node.arguments, unset);
                for directive in &mut field.node.directives {
                    arguments(&mut directive.node.arguments, unset);
                }
                selections(&mut field.node.selection_set.node, unset);
            }
            Selection::InlineFragment(fragment) => {
                for directive in &mut fragment.node.directives {
                    arguments(&mut directive.node.arguments, unset);
                }
                selections(&mut fragment.node.selection_set.node, unset);
            }
            Selection::FragmentSpread(spread) => {
                for directive in &mut spread.node.directives {
                    arguments(&mut directive.node.arguments, unset);
                }
            }
        }
    }
}

fn arguments(given: &mut Vec<(Positioned<Name>, Positioned<Value>)>, unset: &HashSet<Name>) {
    given.retain(|(_, value)| !is_unset(&value.node, unset));
    for (_, value) in given {
        inside(&mut value.node, unset);
    }
}

fn inside(value: &mut Value, unset: &HashSet<Name>) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !is_unset(value, unset));
            for value in fields.values_mut() {
                inside(value, unset);
            }
        }
        Value::List(items) => {
            for item in items {
                // In a list, and only there, an unset variable is null.
                if is_unset(item, unset) {
                    *item = Value::Null;
                }
                inside(item, unset);
            }
        }
        _ => {}
    }
}

fn is_unset(value: &Value, unset: &HashSet<Name>) -> bool {
    matches!(value, Value::Variable(name) if unset.contains(name))
}

#[cfg(test)]
mod tests {
    use async_graphql::{parser::parse_query, value};

    use super::*;

    /// The arguments of the first field of the first operation, with `$set` being 1.
    fn remaining(query: &str) -> String {
        let mut document = parse_query(query).unwrap();
        remove(&mut document, &Variables::from_value(value!({"set": 1})));
        let (_, operation) = document.operations.iter().next().unwrap();
        let defined = operation.node.variable_definitions.iter();
        let defined: Vec<_> = defined.map(|definition| definition.node.name.node.as_str()).collect();
        let Selection::Field(field) = &operation.node.selection_set.node.items[0].node else {
            panic!("the query starts with a field");
        };
        let arguments = field.node.arguments.iter();
        let arguments: Vec<_> = arguments
            .map(|(name, value)| format!("{}: {}", name.node, value.node))
            .collect();
        format!("[{}] {}", defined.join(", "), arguments.join(", "))
    }

    #[test]
    fn what_is_unset_is_as_if_it_were_not_written() {
        assert_eq!(
            remaining(
                "query($set: Int, $not: Int) { a(x: $not, y: $set, z: {p: $not, q: [$not, $set], r: {s: $not}}) }"
            ),
            "[set] y: $set, z: {q: [null, $set], r: {}}"
        );
    }

    #[test]
    fn what_has_a_default_or_must_have_a_value_stays() {
        assert_eq!(
            remaining(
                "query($default: Int = 2, $must: Int!, $null: Int = null) { a(x: $default, y: $must, z: $null) }"
            ),
            "[default, must, null] x: $default, y: $must, z: $null"
        );
    }

    #[test]
    fn fragments_are_read_too() {
        let mut document =
            parse_query("query($not: Int) { ...f } fragment f on Query { ... on Query { a(x: $not) } }").unwrap();
        remove(&mut document, &Variables::default());
        assert!(!format!("{:?}", document.fragments).contains("not"));
    }
}
