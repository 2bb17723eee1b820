//! A pack from its JSON, its flaws with their lines.

use std::{
    cell::{OnceCell, RefCell},
    collections::BTreeMap,
};

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::value::RawValue;

use super::{
    EvidenceWords, RulePack,
    flaw::{Flaw, PackError, PackFlaw, Step, without_place},
    trial,
};

/// A pack whose rules have not been read yet, so that each can be refused for itself.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unread<'j> {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    version: Option<String>,
    #[serde(default)]
    classes: BTreeMap<String, Vec<String>>,
    #[serde(borrow, default)]
    patterns: Vec<&'j RawValue>,
    #[serde(borrow, default)]
    terms: Vec<&'j RawValue>,
    #[serde(borrow, default)]
    exceptions: Vec<&'j RawValue>,
    #[serde(default)]
    evidence: EvidenceWords,
    #[serde(default)]
    disabled: Vec<String>,
    #[serde(borrow, default)]
    scripts: Vec<&'j RawValue>,
    #[serde(default, rename = "onlyOwnScripts")]
    only_own_scripts: bool,
    #[serde(default)]
    words: Vec<String>,
}

/// As many flaws are listed.
const MOST_FLAWS: usize = 200;

/// Reads `json` and tries the pack.
pub(super) fn read(json: &str) -> Result<RulePack, PackError> {
    let unread: Unread<'_> = serde_json::from_str(json)?;
    let mut reader = Reader {
        json,
        flaws: Vec::new(),
    };
    let pack = RulePack {
        name: unread.name,
        version: unread.version,
        classes: unread.classes,
        patterns: reader.each(&unread.patterns),
        terms: reader.each(&unread.terms),
        exceptions: reader.each(&unread.exceptions),
        evidence: unread.evidence,
        disabled: unread.disabled,
        scripts: reader.each(&unread.scripts),
        only_own_scripts: unread.only_own_scripts,
        words: unread.words,
    };
    let mut flaws = reader.flaws;
    if flaws.is_empty() {
        let found = trial::flaws(&pack);
        let more = found.len().saturating_sub(MOST_FLAWS);
        let places = Places::default();
        flaws.extend(found.into_iter().take(MOST_FLAWS).map(|flaw| {
            let line = places.line(json, &flaw.path);
            flaw.at(Some(line))
        }));
        if more > 0 {
            flaws.push(Flaw::new(&[], "", format!("另有 {more} 处错误")).at(Some(json.lines().count())));
        }
    }
    flaws.sort_by_key(|flaw| flaw.line);
    if flaws.is_empty() {
        Ok(pack)
    } else {
        Err(PackError::Flawed(flaws))
    }
}

struct Reader<'j> {
    json: &'j str,
    flaws: Vec<PackFlaw>,
}

impl Reader<'_> {
    /// Those of `values` that can be read.
    fn each<T: DeserializeOwned>(&mut self, values: &[&RawValue]) -> Vec<T> {
        values.iter().filter_map(|value| self.one(value)).collect()
    }

    fn one<T: DeserializeOwned>(&mut self, value: &RawValue) -> Option<T> {
        match serde_json::from_str(value.get()) {
            Ok(read) => Some(read),
            Err(error) => {
                let first = line_of(self.json, value.get());
                self.flaws.push(PackFlaw {
                    id: id(value),
                    line: Some(first + error.line().saturating_sub(1)),
                    reason: format!("字段有误：{}", without_place(&error)),
                });
                None
            }
        }
    }
}

/// The id of a rule that cannot be read, if that can.
fn id(value: &RawValue) -> String {
    #[derive(Deserialize)]
    struct Named {
        #[serde(alias = "rule")]
        id: String,
    }
    serde_json::from_str(value.get())
        .map(|named: Named| named.id)
        .unwrap_or_default()
}

/// The values of a pack by their place, read on first use.
#[derive(Default)]
struct Places<'j> {
    fields: OnceCell<BTreeMap<String, &'j RawValue>>,
    lists: RefCell<BTreeMap<&'static str, Vec<&'j RawValue>>>,
}

impl<'j> Places<'j> {
    /// The line of the value at `path`, or of the innermost value around it that there is.
    fn line(&self, json: &'j str, path: &[Step]) -> usize {
        let mut value = json.trim_start();
        let mut rest = path;
        // The list of a pack can be long, and hold many flaws.
        if let [Step::Field(name), Step::Item(index), behind @ ..] = path
            && let Some(item) = self.item(json, name, *index)
        {
            value = item.get();
            rest = behind;
        }
        for step in rest {
            let inner = match step {
                Step::Field(name) => fields(value).remove(*name),
                Step::Item(index) => items(value).get(*index).copied(),
            };
            let Some(inner) = inner else { break };
            value = inner.get();
        }
        line_of(json, value)
    }

    fn item(&self, json: &'j str, list: &'static str, index: usize) -> Option<&'j RawValue> {
        let fields = self.fields.get_or_init(|| fields(json));
        let mut lists = self.lists.borrow_mut();
        let list = lists
            .entry(list)
            .or_insert_with(|| fields.get(list).map_or_else(Vec::new, |value| items(value.get())));
        list.get(index).copied()
    }
}

fn fields(value: &str) -> BTreeMap<String, &RawValue> {
    serde_json::from_str(value).unwrap_or_default()
}

fn items(value: &str) -> Vec<&RawValue> {
    serde_json::from_str(value).unwrap_or_default()
}

/// The line on which `part`, a slice of `json`, begins.
fn line_of(json: &str, part: &str) -> usize {
    let at = part.as_ptr().addr().saturating_sub(json.as_ptr().addr());
    1 + json.get(..at).unwrap_or_default().matches('\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = "{\n \"terms\": [\n  {\"id\": \"a\",\n   \"text\": \"甲\"},\n\n  {\"id\":\n   \"b\"}]}";

    #[test]
    fn a_place_has_its_line() {
        use Step::{Field, Item};
        let lines = [
            (vec![], 1),
            (vec![Field("terms")], 2),
            (vec![Field("terms"), Item(0)], 3),
            (vec![Field("terms"), Item(0), Field("text")], 4),
            (vec![Field("terms"), Item(1)], 6),
            (vec![Field("terms"), Item(1), Field("id")], 7),
            (vec![Field("terms"), Item(1), Field("text")], 6),
        ];
        let places = Places::default();
        for (path, expected) in lines {
            assert_eq!(places.line(JSON, &path), expected, "{path:?}");
        }
    }

    #[test]
    fn every_rule_that_cannot_be_read_is_named_with_its_line() {
        let error = read(JSON).unwrap_err();
        let flaws = error.into_flaws();
        let named: Vec<_> = flaws.iter().map(|flaw| (flaw.id.as_str(), flaw.line)).collect();
        assert_eq!(named, [("a", Some(4)), ("b", Some(7))]);
        assert!(flaws[0].reason.contains("category"), "{flaws:?}");
    }

    #[test]
    fn what_is_no_pack_at_all_is_refused_with_its_place() {
        for json in ["{", r#"{"term": []}"#, r#"{"terms": {}}"#, r#"{"words": [1]}"#] {
            assert!(matches!(read(json), Err(PackError::Json(_))), "{json}");
        }
    }
}
