//! Patterns in words that people read.

/// As many alternatives of an item are written out.
const SHOWN: usize = 12;

/// A pattern of the grammar in words.
pub(super) fn pattern(line: &str) -> String {
    let items: Vec<String> = line.split_whitespace().map(item).collect();
    items.join("")
}

/// A wording with `{a|b}` groups in words.
pub(super) fn alternatives(wording: &str) -> String {
    let mut out = String::new();
    let mut rest = wording;
    while let Some((head, choices, tail)) = rest
        .split_once('{')
        .and_then(|(head, rest)| rest.split_once('}').map(|(choices, tail)| (head, choices, tail)))
    {
        out.push_str(head);
        let named: Vec<&str> = choices.split('|').filter(|choice| !choice.is_empty()).collect();
        let group = shown(&named);
        // Where one of the choices is nothing, the group can be left out.
        let (open, close) = if named.len() < choices.split('|').count() {
            ("（", "）")
        } else {
            ("[", "]")
        };
        out.extend([open, &group, close]);
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// The first wordings, for a table.
pub(super) fn few(wordings: &[String], count: usize) -> String {
    let first: Vec<String> = wordings
        .iter()
        .take(count)
        .map(|wording| alternatives(wording))
        .collect();
    let more = if wordings.len() > count { "等" } else { "" };
    format!("{}{more}", first.join("、"))
}

fn item(text: &str) -> String {
    match text {
        "^" => return "〔分句开头〕".to_owned(),
        "$" => return "〔分句结尾〕".to_owned(),
        _ if text.starts_with('~') => return "…".to_owned(),
        _ => {}
    }
    let body = text.trim_end_matches(['?', '*', '+']);
    let optional = text.ends_with(['?', '*']);
    let inner = body.strip_prefix('(').and_then(|body| body.strip_suffix(')'));
    let words: Vec<&str> = inner.unwrap_or(body).split('|').collect();
    let words = shown(&words).replace('<', "〈").replace('>', "〉");
    match (inner, optional) {
        (Some(_), false) => format!("〔{words}〕"),
        (Some(_), true) => format!("（〔{words}〕）"),
        (None, true) => format!("（{words}）"),
        (None, false) if words.contains('／') => format!("[{words}]"),
        (None, false) => words,
    }
}

fn shown(words: &[&str]) -> String {
    let first: Vec<&str> = words.iter().take(SHOWN).copied().collect();
    if words.len() > SHOWN {
        format!("{}……共{}种", first.join("／"), words.len())
    } else {
        first.join("／")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_reads_as_words() {
        assert_eq!(
            pattern("态度 <degree>* 积极|热情 ~4 (了) $"),
            "态度（〈degree〉）[积极／热情]…〔了〕〔分句结尾〕"
        );
        let many = (0..20).map(|number| number.to_string()).collect::<Vec<_>>().join("|");
        assert!(pattern(&many).ends_with("……共20种]"));
    }

    #[test]
    fn a_wording_reads_as_words() {
        assert_eq!(alternatives("{塞|包}{|了}红包"), "[塞／包]（了）红包");
        assert_eq!(alternatives("回扣"), "回扣");
    }
}
