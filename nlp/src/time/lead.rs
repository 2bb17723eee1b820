//! What an expression can be, told by its first character and, behind a number, by the unit: so that it is read once.

use self::Way::{Clock, Date, Duration, Numeric, Relative, Week};
use super::{cursor::Cursor, numerals::is_numeral, start};

/// A way to read an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// 3天内, 近三个月.
    Duration,
    /// 明天, 大后天.
    Relative,
    /// 下周三.
    Week,
    /// 12/8, 2026-11-25.
    Numeric,
    /// 11月25日, 月底, 三季度, 春节.
    Date,
    /// 上午9点, 14:30, 下班前.
    Clock,
}

/// What the expression at `cursor` can be.
pub(super) fn lead(cursor: Cursor<'_>) -> &'static [Way] {
    let Some(c) = cursor.peek() else {
        return &[];
    };
    match c {
        '今' | '明' | '昨' | '前' | '后' => &[Duration, Relative, Date],
        '大' => &[Relative, Date, Clock],
        '周' | '星' | '礼' => &[Week],
        '上' | '下' => &[Relative, Week, Date, Clock],
        '本' | '这' => &[Week, Date],
        '中' | '正' | '清' => &[Date, Clock],
        '早' | '晚' | '晨' | '凌' | '深' | '傍' | '夜' | '午' | '收' | '打' | '闭' | '关' => &[Clock],
        '未' | '接' | '往' | '再' | '最' | '近' | '过' => &[Duration],
        c if is_numeral(c) => behind_number(cursor, c),
        _ => &[Date],
    }
}

/// What a number that begins with `first` can be, told by what it counts.
fn behind_number(cursor: Cursor<'_>, first: char) -> &'static [Way] {
    match start::unit_behind_number(cursor.rest()).0 {
        Some('月') if !matches!(first, '俩' | '仨') => &[Date],
        Some('号' | '季' | 'Q' | 'q') => &[Date],
        Some('年' | '日' | '月') => &[Duration, Date],
        Some('天' | '周' | '个' | '小' | '工' | '自' | '星' | '礼' | '刻' | '分' | 'h' | 'H' | 'm') => {
            &[Duration]
        }
        Some('点' | '时' | ':' | '：') => &[Clock],
        Some('大' | '早' | '清' | '夜') => &[Date, Clock],
        Some('-' | '~' | '—' | '–' | '～' | '－' | '−' | '到' | '至' | '、' | '和' | '.' | '/') => {
            &[Duration, Numeric, Date, Clock]
        }
        _ => &[Numeric, Date],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_tells_what_a_number_is() {
        for (text, expected) in [
            ("12月3日", &[Date][..]),
            ("3 个月内", &[Duration]),
            ("三十点", &[Clock]),
            ("9-11点", &[Duration, Numeric, Date, Clock]),
            ("20261208", &[Numeric, Date]),
            ("2026年", &[Duration, Date]),
        ] {
            assert_eq!(lead(Cursor::new(text, 0)), expected, "{text}");
        }
    }
}
