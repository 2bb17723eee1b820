//! The schema as its introspection tells it, for tests that walk over every field, so that new ones are covered.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::Client;

/// Four levels of wrapping are as many as a type of the schema has: `[ID!]!`.
const DOCUMENT: &str = "{ __schema { types { kind name
    fields { name args { ...value } type { ...type } } inputFields { ...value } enumValues { name } } } }
    fragment value on __InputValue { name defaultValue type { ...type } }
    fragment type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// All types of the schema.
#[derive(Debug)]
pub struct Schema {
    types: BTreeMap<String, Value>,
}

/// A field of a root type.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<Value>,
    /// The name of its type, without lists and non-null.
    pub output: String,
}

/// A way to a value in the arguments of a field, such as `["input", "fields", "0", "key"]`.
pub type Path = Vec<String>;

impl Schema {
    /// Asks the server.
    pub async fn load(client: &Client) -> Self {
        let answer = client.query(DOCUMENT, json!({})).await;
        let types = answer.data()["__schema"]["types"].as_array().unwrap();
        let named = |kind: &Value| (kind["name"].as_str().unwrap().to_owned(), kind.clone());
        Self {
            types: types.iter().map(named).collect(),
        }
    }

    /// The fields of the type `name`.
    pub fn fields(&self, name: &str) -> Vec<Field> {
        let fields = self.types[name]["fields"].as_array().unwrap();
        let field = |field: &Value| Field {
            name: field["name"].as_str().unwrap().to_owned(),
            arguments: field["args"].as_array().unwrap().clone(),
            output: base(&field["type"])["name"].as_str().unwrap().to_owned(),
        };
        fields.iter().map(field).collect()
    }

    /// Every way to a value of the scalar `scalar` in the arguments of a field.
    pub fn paths(&self, field: &Field, scalar: &str) -> Vec<Path> {
        self.paths_in(&field.arguments, scalar)
    }

    fn paths_in(&self, values: &[Value], scalar: &str) -> Vec<Path> {
        let mut paths = Vec::new();
        for value in values {
            let name = value["name"].as_str().unwrap().to_owned();
            let (inner, is_list) = (base(&value["type"]), list_item(&value["type"]).is_some());
            let mut start = vec![name];
            start.extend(is_list.then(|| "0".to_owned()));
            if inner["name"] == scalar {
                paths.push(start);
            } else if inner["kind"] == "INPUT_OBJECT" {
                let rest = self.paths_in(self.input_fields(inner), scalar);
                paths.extend(rest.into_iter().map(|rest| [start.clone(), rest].concat()));
            }
        }
        paths
    }

    fn input_fields(&self, kind: &Value) -> &[Value] {
        let fields = &self.types[kind["name"].as_str().unwrap()]["inputFields"];
        fields.as_array().unwrap()
    }

    /// Variables for the arguments of a field: what must be given, the version where there is one, and everything on the
    /// way to `path`, with `value` at its end. `example` says what stands in place of a scalar of a name and a type.
    pub fn variables(
        &self,
        field: &Field,
        path: &[String],
        value: &Value,
        example: &dyn Fn(&str, &str) -> Value,
    ) -> Value {
        self.filled(&field.arguments, Some((path, value)), example)
    }

    fn filled(
        &self,
        values: &[Value],
        target: Option<(&[String], &Value)>,
        example: &dyn Fn(&str, &str) -> Value,
    ) -> Value {
        let mut object = Map::new();
        for value in values {
            let name = value["name"].as_str().unwrap();
            let inner = target.and_then(|(path, end)| (path.first()? == name).then(|| (&path[1..], end)));
            let is_required = value["type"]["kind"] == "NON_NULL" && value["defaultValue"].is_null();
            if is_required || name == "version" || inner.is_some() {
                object.insert(name.to_owned(), self.value(name, &value["type"], inner, example));
            }
        }
        Value::Object(object)
    }

    fn value(
        &self,
        name: &str,
        kind: &Value,
        target: Option<(&[String], &Value)>,
        example: &dyn Fn(&str, &str) -> Value,
    ) -> Value {
        if let Some(item) = list_item(kind) {
            let inner = target.map(|(path, end)| (&path[1..], end));
            return json!([self.value(name, item, inner, example)]);
        }
        let kind = base(kind);
        let type_name = kind["name"].as_str().unwrap();
        match (kind["kind"].as_str().unwrap(), target) {
            ("INPUT_OBJECT", target) => self.filled(self.input_fields(kind), target, example),
            (_, Some((_, end))) => end.clone(),
            ("ENUM", None) => self.types[type_name]["enumValues"][0]["name"].clone(),
            (_, None) => example(name, type_name),
        }
    }

    /// A document that runs the root field with variables for all of its arguments, and asks for the least of its answer
    /// that says what was found: whether there is something, or how much of it, and what the user can mend.
    pub fn document(&self, operation: &str, field: &Field) -> String {
        let arguments = |sign: &str, right: &dyn Fn(&Value) -> String| {
            let parts = field.arguments.iter();
            let parts: Vec<_> = parts
                .map(|argument| format!("{sign}{}: {}", argument["name"].as_str().unwrap(), right(argument)))
                .collect();
            if parts.is_empty() {
                String::new()
            } else {
                format!("({})", parts.join(", "))
            }
        };
        let declared = arguments("$", &|argument| written(&argument["type"]));
        let passed = arguments("", &|argument| format!("${}", argument["name"].as_str().unwrap()));
        let fields = &self.types[&field.output]["fields"];
        let has = |name: &str| {
            let mut fields = fields.as_array().into_iter().flatten();
            fields.any(|field| field["name"] == name)
        };
        let mut selection = vec!["__typename"];
        selection.extend(has("totalCount").then_some("totalCount"));
        selection.extend(has("userErrors").then_some("userErrors { field code message }"));
        let selection = fields.is_array().then(|| format!("{{ {} }}", selection.join(" ")));
        let name = &field.name;
        format!(
            "{operation}{declared} {{ {name}{passed} {} }}",
            selection.unwrap_or_default()
        )
    }
}

/// The type without lists and non-null.
fn base(kind: &Value) -> &Value {
    if kind["ofType"].is_object() {
        base(&kind["ofType"])
    } else {
        kind
    }
}

/// What a list is made of.
fn list_item(kind: &Value) -> Option<&Value> {
    match kind["kind"].as_str()? {
        "LIST" => Some(&kind["ofType"]),
        "NON_NULL" => list_item(&kind["ofType"]),
        _ => None,
    }
}

/// The type as a document writes it.
fn written(kind: &Value) -> String {
    match kind["kind"].as_str() {
        Some("NON_NULL") => format!("{}!", written(&kind["ofType"])),
        Some("LIST") => format!("[{}]", written(&kind["ofType"])),
        _ => kind["name"].as_str().unwrap().to_owned(),
    }
}
