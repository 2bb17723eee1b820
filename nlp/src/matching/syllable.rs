//! How characters sound, and which look alike: what a typo keeps.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use pinyin::{ToPinyin, ToPinyinMulti};

/// How far a character is from the one that was meant, nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Distance {
    /// It is that character.
    Same,
    /// It sounds the same, tone included.
    Tone,
    /// It sounds the same but for the tone.
    Sound,
    /// It sounds the same to those who do not tell zh from z, n from l or in from ing.
    Accent,
}

/// How far `written` is from `meant`, or `None` when they do not sound alike.
pub(super) fn distance(written: char, meant: char) -> Option<Distance> {
    if written == meant {
        return Some(Distance::Same);
    }
    let written = readings(written);
    let meant = readings(meant);
    let any = |same: fn(&Reading, &Reading) -> bool| written.iter().any(|a| meant.iter().any(|b| same(a, b)));
    if any(|a, b| a.toned == b.toned) {
        Some(Distance::Tone)
    } else if any(|a, b| a.plain == b.plain) {
        Some(Distance::Sound)
    } else if any(|a, b| accent(&a.plain) == accent(&b.plain)) {
        Some(Distance::Accent)
    } else {
        None
    }
}

/// The syllable of a character as every accent has it, or the character itself where it has none.
pub(super) fn folded(c: char) -> String {
    readings(c)
        .first()
        .map_or_else(|| c.to_string(), |reading| accent(&reading.plain))
}

/// The other syllables that a character can have, in the same form.
pub(super) fn other_folded(c: char) -> Vec<String> {
    let first = folded(c);
    let mut others: Vec<String> = readings(c).iter().map(|reading| accent(&reading.plain)).collect();
    others.dedup();
    others.retain(|other| *other != first);
    others
}

/// Cuts Latin letters into syllables: `shizhen` into `shi`, `zhen`; `None` when they are no pinyin.
pub(super) fn spelled(letters: &str) -> Option<Vec<&'static str>> {
    let mut best: Vec<Option<Vec<&'static str>>> = vec![None; letters.len() + 1];
    *best.first_mut()? = Some(Vec::new());
    for end in 1..=letters.len() {
        let found = (end.saturating_sub(6)..end).find_map(|start| {
            let syllable = *SYLLABLES.get(letters.get(start..end)?)?;
            let mut path = best.get(start)?.clone()?;
            path.push(syllable);
            Some(path)
        });
        if let Some(slot) = best.get_mut(end) {
            *slot = found;
        }
    }
    best.pop().flatten()
}

/// Folds what accents do not tell apart: zh and z, ch and c, sh and s, n and l, ing and in, eng and en, ang and an.
pub(super) fn accent(plain: &str) -> String {
    let (initial, rest) = match plain.split_at_checked(2) {
        Some(("zh", rest)) => ("z", rest),
        Some(("ch", rest)) => ("c", rest),
        Some(("sh", rest)) => ("s", rest),
        _ => match plain.strip_prefix('n') {
            Some(rest) if !rest.is_empty() => ("l", rest),
            _ => ("", plain),
        },
    };
    let rest = rest
        .strip_suffix('g')
        .filter(|rest| !rest.ends_with("on"))
        .unwrap_or(rest);
    format!("{initial}{rest}")
}

/// The characters that are often mistaken for `c` because they look alike.
pub(super) fn lookalikes(c: char) -> &'static [char] {
    LOOKALIKES.get(&c).map(Vec::as_slice).unwrap_or_default()
}

/// Characters that are read in more than one way every day.
const POLYPHONES: &str = "长重行乐还调得都着了大会便薄背藏差朝处传弹当倒恶发缝干更供冠好号喝和间将降教角觉解尽卷看空量落没闷蒙模\
    磨难泥宁泡铺强切曲散色少盛数说宿提挑吐为相兴血咽要应载扎炸占涨只中种转钻呛屏胖绷粘尿拗拧暖仔吓什露";

struct Reading {
    plain: String,
    toned: String,
}

/// How a character is read. Digits and the letters that keywords contain are read as in Chinese.
fn readings(c: char) -> Vec<Reading> {
    let c = match c {
        '0'..='9' => "零一二三四五六七八九"
            .chars()
            .nth(
                c.to_digit(10)
                    .and_then(|digit| usize::try_from(digit).ok())
                    .unwrap_or(0),
            )
            .unwrap_or(c),
        'b' => '必',
        'd' => '第',
        'c' => '西',
        _ => c,
    };
    let multi = c.to_pinyin_multi().into_iter().flatten();
    // Dictionaries list readings that nobody uses (扑 as pi).
    let in_use = if POLYPHONES.contains(c) { usize::MAX } else { 1 };
    multi
        .take(in_use)
        .map(|reading| Reading {
            plain: reading.plain().replace('ü', "v"),
            toned: reading.with_tone_num_end().to_owned(),
        })
        .collect()
}

/// Every syllable of Mandarin, gathered from the characters of the basic block.
static SYLLABLES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    ('\u{4e00}'..='\u{9fa5}')
        .filter_map(|c| c.to_pinyin())
        .map(pinyin::Pinyin::plain)
        .filter(|plain| plain.is_ascii() && plain.len() > 1)
        .collect()
});

static LOOKALIKES: LazyLock<HashMap<char, Vec<char>>> = LazyLock::new(|| {
    let mut all: HashMap<char, Vec<char>> = HashMap::new();
    let lines = include_str!("../../resources/matching/lookalikes.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        let group: Vec<char> = line.chars().filter(|c| !c.is_whitespace()).collect();
        for &c in &group {
            all.entry(c)
                .or_default()
                .extend(group.iter().filter(|&&other| other != c));
        }
    }
    all
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_tells_tone_sound_and_accent_apart() {
        assert_eq!(distance('诊', '疹'), Some(Distance::Tone));
        assert_eq!(distance('民', '敏'), Some(Distance::Sound));
        assert_eq!(distance('整', '疹'), Some(Distance::Accent));
        assert_eq!(distance('三', '3'), Some(Distance::Tone));
        assert_eq!(distance('好', '疹'), None);
    }

    #[test]
    fn letters_are_cut_into_syllables_or_not_at_all() {
        assert_eq!(spelled("shizhen"), Some(vec!["shi", "zhen"]));
        assert_eq!(spelled("yishengjun"), Some(vec!["yi", "sheng", "jun"]));
        assert_eq!(spelled("isofix"), None);
    }
}
