//! Reads the parameters that a check declares: as text, like the rest of its metadata.

use serde_json::Value;

/// A parameter of a check.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name in `[check.ID]`.
    pub name: String,
    /// What it means, in one sentence.
    pub description: String,
    /// The type of its value.
    pub kind: Kind,
    /// The value where configuration has none; `None` where the check does not write it in place.
    pub default: Option<Value>,
}

/// The types that values of parameters have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Bool,
    /// An integer.
    Int,
    /// A string.
    String,
    /// A list of strings.
    List,
}

/// The parameters in the metadata of a check, in its order.
pub fn read(metadata: &str) -> Result<Vec<Parameter>, String> {
    let (_, after) = metadata.split_once("parameters: &[").ok_or("`parameters` is missing")?;
    let list = after.split("\n    context:").next().unwrap_or_default();
    list.split("Parameter {").skip(1).map(parameter).collect()
}

fn parameter(text: &str) -> Result<Parameter, String> {
    let behind = |field: &str| {
        let place = text.split_once(field).map(|(_, rest)| rest.trim_start());
        place.ok_or(format!("a parameter has no `{field}`"))
    };
    let text_of = |field: &str| {
        let read = string(behind(field)?).map(|(text, _)| text);
        read.ok_or(format!("`{field}` of a parameter is not a string literal"))
    };
    let (variant, value) = behind("default: DefaultValue::")?.split_once('(').unwrap_or_default();
    let kind = match variant {
        "Bool" => Kind::Bool,
        "Int" => Kind::Int,
        "String" => Kind::String,
        "List" => Kind::List,
        other => return Err(format!("there is no type `{other}` of parameters")),
    };
    let default = default(kind, value);
    Ok(Parameter { name: text_of("name: ")?, description: text_of("description:")?, kind, default })
}

fn default(kind: Kind, text: &str) -> Option<Value> {
    let word = text.split([')', ',']).next()?.trim();
    match kind {
        Kind::Bool => word.parse::<bool>().ok().map(Value::from),
        Kind::Int => word.replace('_', "").parse::<i64>().ok().map(Value::from),
        Kind::String => string(text.trim_start()).map(|(text, _)| Value::from(text)),
        Kind::List => {
            let mut rest = text.trim_start().strip_prefix("&[")?.trim_start();
            let mut items = Vec::new();
            while !rest.starts_with(']') {
                let (item, after) = string(rest)?;
                items.push(Value::from(item));
                rest = after.trim_start().trim_start_matches(',').trim_start();
            }
            Some(Value::Array(items))
        }
    }
}

/// A string literal at the beginning of a text, and what follows it.
fn string(text: &str) -> Option<(String, &str)> {
    let body = text.strip_prefix('"')?;
    let mut read = String::new();
    let mut rest = body.chars();
    loop {
        match rest.next()? {
            '"' => return Some((read, rest.as_str())),
            '\\' => match rest.next()? {
                'n' => read.push('\n'),
                '\n' => rest = rest.as_str().trim_start().chars(),
                other => read.push(other),
            },
            other => read.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_type_is_read() {
        let metadata = "    parameters: &[\n\
                        Parameter { name: \"a\", description: \"One \\\"word\\\"\", default: DefaultValue::Bool(true) },\n\
                        Parameter {\n name: \"b\",\n description:\n \"Two \\\n  lines\",\n default: DefaultValue::Int(1_000),\n },\n\
                        Parameter { name: \"c\", description: \"C\", default: DefaultValue::String(\"x, y\") },\n\
                        Parameter { name: \"d\", description: \"D\", default: DefaultValue::List(&[\n\"x\",\n\"y\",\n]) },\n\
                        Parameter { name: \"e\", description: \"E\", default: DefaultValue::List(WORDS) },\n\
                        ],\n    context: EVERYWHERE,\n";
        let read = read(metadata).unwrap();
        let defaults: Vec<_> = read.iter().map(|parameter| parameter.default.clone()).collect();
        assert_eq!(
            defaults,
            [Some(json!(true)), Some(json!(1000)), Some(json!("x, y")), Some(json!(["x", "y"])), None]
        );
        let descriptions: Vec<&str> = read.iter().map(|parameter| parameter.description.as_str()).collect();
        assert_eq!(descriptions, ["One \"word\"", "Two lines", "C", "D", "E"]);
        assert_eq!(read.last().map(|parameter| parameter.kind), Some(Kind::List));
    }

    #[test]
    fn a_check_without_parameters_has_none() {
        assert_eq!(read("    parameters: &[],\n    context: EVERYWHERE,\n"), Ok(Vec::new()));
        assert!(read("    context: EVERYWHERE,\n").is_err());
    }
}
