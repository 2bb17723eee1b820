//! Variables that a request must give. async-graphql runs a document without them and answers null.

use async_graphql::{
    Value, Variables,
    parser::types::{DocumentOperations, ExecutableDocument},
};

use crate::error::Error;

/// Fails unless every variable that may not be null has a value, in the operation that is to run.
pub(super) fn check(document: &ExecutableDocument, name: Option<&str>, variables: &Variables) -> Result<(), Error> {
    let operation = match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(operation),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        // The executor refuses a request that does not say which operation it means.
        (DocumentOperations::Multiple(_), None) => None,
    };
    let definitions = operation
        .into_iter()
        .flat_map(|operation| &operation.node.variable_definitions);
    let missing: Vec<_> = definitions
        .filter(|definition| {
            let definition = &definition.node;
            let given = variables.get(&definition.name.node);
            let absent = given.is_none() && definition.default_value.is_none();
            !definition.var_type.node.nullable && (absent || given == Some(&Value::Null))
        })
        .map(|definition| format!("${}: {}", definition.node.name.node, definition.node.var_type.node))
        .collect();
    if missing.is_empty() {
        Ok(())
    } else {
        Err(Error::BadRequest(format!("缺少变量 {}", missing.join("、"))))
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::{parser::parse_query, value};

    use super::*;

    fn complaint(document: &str, name: Option<&str>, variables: Value) -> Option<String> {
        let document = parse_query(document).unwrap();
        let variables = Variables::from_value(variables);
        check(&document, name, &variables).err().map(|error| error.to_string())
    }

    #[test]
    fn a_variable_that_may_not_be_null_must_be_given() {
        let document = "query($id: ID!, $n: Int, $m: Int! = 3) { a(id: $id, n: $n, m: $m) }";
        assert_eq!(complaint(document, None, value!({})), Some("缺少变量 $id: ID!".into()));
        assert_eq!(
            complaint(document, None, value!({"id": null})),
            Some("缺少变量 $id: ID!".into())
        );
        assert_eq!(complaint(document, None, value!({"id": "1"})), None);
        assert!(complaint(document, None, value!({"id": "1", "m": null})).is_some());
    }

    #[test]
    fn only_the_operation_that_runs_counts() {
        let document = "query A($id: ID!) { a(id: $id) } query B { b }";
        assert!(complaint(document, Some("A"), value!({})).is_some());
        assert!(complaint(document, Some("B"), value!({})).is_none());
        assert!(complaint(document, None, value!({})).is_none());
    }
}
