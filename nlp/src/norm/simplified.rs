//! Traditional characters to Simplified ones, character by character.

use std::sync::LazyLock;

use ferrous_opencc::{OpenCC, config::BuiltinConfig};

const FIRST: u32 = 0x3400;
const LAST: u32 = 0x9fff;

/// The Simplified form of every ideograph from [`FIRST`] to [`LAST`].
static TABLE: LazyLock<Vec<char>> = LazyLock::new(table);

/// The Simplified form of `c`, if it is another character.
pub(super) fn simplified(c: char) -> Option<char> {
    let index = usize::try_from(u32::from(c).checked_sub(FIRST)?).ok()?;
    TABLE.get(index).copied().filter(|&simplified| simplified != c)
}

/// Asks `OpenCC` about one character at a time: its phrases could change the number of characters.
fn table() -> Vec<char> {
    let ideographs: Vec<char> = (FIRST..=LAST).filter_map(char::from_u32).collect();
    let Ok(opencc) = OpenCC::from_config(BuiltinConfig::T2s) else {
        return ideographs;
    };
    let lines: String = ideographs.iter().flat_map(|&c| [c, '\n']).collect();
    let converted = opencc.convert(&lines);
    ideographs
        .iter()
        .zip(converted.lines())
        .map(|(&traditional, line)| {
            let mut line = line.chars();
            match (line.next(), line.next()) {
                (Some(simplified), None) => simplified,
                _ => traditional,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_knows_traditional_characters_and_leaves_simplified_ones() {
        for (traditional, plain) in ["過过", "醫医", "診诊", "斷断", "處处", "費费", "療疗", "證证"]
            .iter()
            .map(|pair| (pair.chars().next().unwrap(), pair.chars().last().unwrap()))
        {
            assert_eq!(simplified(traditional), Some(plain));
            assert_eq!(simplified(plain), None);
        }
        assert_eq!(simplified('著'), None);
        assert_eq!(simplified('a'), None);
    }
}
