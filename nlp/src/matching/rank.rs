//! From what was found in a question to the needs that it expresses.

use super::{
    How, Mapping, Match,
    denial::{Denial, denial},
    phrase::{Hit, Phrase},
    question::Question,
};

/// Words that announce another need.
const FURTHER: &[&str] = &[
    "另外",
    "还有",
    "顺便",
    "顺带",
    "再看",
    "再问",
    "再买",
    "再拿",
    "再要",
    "再来",
    "以及",
    "还想",
    "也想",
    "还要",
    "也要",
    "对了",
    "一起买",
    "一并",
    "同时",
    "其次",
    "外加",
    "加上",
];

/// What each need mentioned earlier costs: customers name first what they came for.
const LATER: f64 = 0.08;

/// The needs of a question, best first.
pub(super) fn rank(question: &Question, hits: Vec<Hit>, phrases: &[Phrase], mappings: &[Mapping]) -> Vec<Match> {
    let wanted = wanted(question, best_of_each(without_parts(hits)));
    let certain = wanted
        .iter()
        .filter(|hit| hit.how != How::Reordered && hit.how != How::Concept);
    let certain: Vec<Hit> = certain.cloned().collect();
    let mut needs = if certain.is_empty() {
        likely(question, wanted)
    } else {
        let further = wanted
            .into_iter()
            .filter(|hit| matches!(hit.how, How::Reordered | How::Concept) && is_further(question, hit, &certain));
        let further: Vec<Hit> = further.collect();
        certain.into_iter().chain(further).collect()
    };
    needs.sort_by_key(|hit| hit.range.start);
    let mut matches: Vec<Match> = needs
        .iter()
        .zip(0_u32..)
        .filter_map(|(hit, earlier)| {
            Some(Match {
                id: mappings.get(hit.mapping)?.id.clone(),
                score: (hit.score - LATER * f64::from(earlier)).max(0.3),
                keyword: phrases.get(hit.phrase)?.text.clone(),
                how: hit.how,
            })
        })
        .collect();
    matches.sort_by(|a, b| b.score.total_cmp(&a.score));
    matches
}

/// How firm a way of matching is.
fn tier(how: How) -> u8 {
    match how {
        How::Keyword | How::Synonym => 3,
        How::Homophone => 2,
        How::Reordered => 1,
        How::Concept => 0,
    }
}

/// Leaves out what is only a part of something better: 米粉 in 高铁米粉, 吐奶 where 防吐奶枕 was asked for.
fn without_parts(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by(|a, b| {
        (tier(b.how).min(2), b.support, tier(b.how))
            .cmp(&(tier(a.how).min(2), a.support, tier(a.how)))
            .then(b.score.total_cmp(&a.score))
            .then(a.range.start.cmp(&b.range.start))
    });
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        let covered = kept.iter().any(|better| {
            let overlap = hit.range.start < better.range.end && better.range.start < hit.range.end;
            let inside = better.range.start <= hit.range.start && hit.range.end <= better.range.end;
            better.mapping != hit.mapping
                && if tier(hit.how) == 3 {
                    inside && better.range != hit.range
                } else {
                    overlap
                }
        });
        if !covered {
            kept.push(hit);
        }
    }
    kept
}

/// The best hit of each mapping; the order stays.
fn best_of_each(hits: Vec<Hit>) -> Vec<Vec<Hit>> {
    let mut mappings: Vec<Vec<Hit>> = Vec::new();
    for hit in hits {
        match mappings
            .iter_mut()
            .find(|all| all.first().is_some_and(|first| first.mapping == hit.mapping))
        {
            Some(all) => all.push(hit),
            None => mappings.push(vec![hit]),
        }
    }
    mappings
}

/// One hit for each need that is not set aside.
fn wanted(question: &Question, needs: Vec<Vec<Hit>>) -> Vec<Hit> {
    let mut open = Vec::new();
    let mut aside = Vec::new();
    for hits in needs {
        let judged: Vec<(Denial, Hit)> = hits
            .into_iter()
            .map(|hit| (denial(question, &hit.range), hit))
            .collect();
        let firm = judged.iter().any(|(denial, _)| *denial == Denial::Firm);
        if let Some((_, hit)) = judged.iter().find(|(denial, _)| *denial == Denial::None) {
            open.push(hit.clone());
        } else if let Some((_, hit)) = judged.into_iter().next()
            && !firm
        {
            aside.push(hit);
        }
    }
    if open.is_empty() { aside } else { open }
}

/// Without a certain hit: the best guess, and others only where the customer announces them.
fn likely(question: &Question, mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by(|a, b| {
        (b.support, b.score)
            .partial_cmp(&(a.support, a.score))
            .unwrap_or(std::cmp::Ordering::Equal)
    });
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        if kept.is_empty() || is_further(question, &hit, &kept) {
            kept.push(hit);
        }
    }
    kept
}

/// Whether `hit` stands apart from all others, and the customer announces another need between them.
fn is_further(question: &Question, hit: &Hit, others: &[Hit]) -> bool {
    others.iter().all(|other| {
        let between = if other.range.end <= hit.range.start {
            question.slice(other.range.end..hit.range.start)
        } else if hit.range.end <= other.range.start {
            question.slice(hit.range.end..other.range.start)
        } else {
            return false;
        };
        FURTHER.iter().any(|cue| between.contains(cue))
    })
}
