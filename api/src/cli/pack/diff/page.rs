//! A difference for people.

use super::{Diff, Named, compare::Kind};

/// The counts, then each rule with its examples.
pub(super) fn text(diff: &Diff) -> String {
    let mut out = format!(
        "{} → {}：{} 份日报，{} 份有变化；多出 {}，消失 {}，级别改变 {}\n",
        name(&diff.from),
        name(&diff.to),
        diff.reports,
        diff.changed,
        diff.appeared,
        diff.vanished,
        diff.reweighted
    );
    for rule in &diff.rules {
        let counts = [
            (rule.appeared, "多出"),
            (rule.vanished, "消失"),
            (rule.reweighted, "级别改变"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0);
        let counts: Vec<String> = counts.map(|(count, name)| format!("{name} {count}")).collect();
        out.push_str(&["\n", &rule.rule, "  ", &counts.join("，"), "\n"].concat());
        for example in &rule.examples {
            let sign = match example.kind {
                Kind::Appeared => "+",
                Kind::Vanished => "-",
                Kind::Reweighted => "~",
            };
            out.push_str(&["  ", sign, " ", &example.context, "  ", &example.report, "\n"].concat());
        }
    }
    out
}

fn name(pack: &Named) -> String {
    match &pack.version {
        Some(version) => format!("{} {version}", pack.file),
        None => pack.file.clone(),
    }
}
