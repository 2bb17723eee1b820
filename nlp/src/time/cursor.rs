//! A place in a text that the grammar reads from. It is `Copy`: a reading that fails leaves no trace.

/// A text and a byte position in it, always on a character boundary.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte that is read next.
    pub(super) fn at(self) -> usize {
        self.at
    }

    /// Everything still to be read.
    pub(super) fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Everything read so far.
    pub(super) fn before(self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn previous(self) -> Option<char> {
        self.before().chars().next_back()
    }

    /// Whether one of `words` comes next.
    pub(super) fn sees(self, words: &(impl AnyOf + ?Sized)) -> bool {
        words.begins(self.rest())
    }

    /// Whether one of `chars` comes next.
    pub(super) fn sees_char(self, chars: &str) -> bool {
        self.peek().is_some_and(|c| chars.contains(c))
    }

    /// Whether one of `words` stands right before.
    pub(super) fn follows(self, words: &(impl AnyOf + ?Sized)) -> bool {
        words.ends(self.before())
    }

    /// Whether one of `chars` stands right before.
    pub(super) fn follows_char(self, chars: &str) -> bool {
        self.previous().is_some_and(|c| chars.contains(c))
    }

    /// Behind `word`, if it comes next.
    pub(super) fn eat(self, word: &str) -> Option<Self> {
        begins(self.rest(), word).then(|| self.behind(word))
    }

    /// Behind the first of `words` that comes next; longer words stand before their beginnings.
    pub(super) fn eat_any(self, words: &[&str]) -> Option<Self> {
        let rest = self.rest();
        let word = words.iter().find(|word| begins(rest, word))?;
        Some(self.behind(word))
    }

    /// Behind `word` if it comes next, else here.
    pub(super) fn skip(self, word: &str) -> Self {
        self.eat(word).unwrap_or(self)
    }

    /// Behind up to two blanks.
    pub(super) fn skip_blanks(self) -> Self {
        let blank = |cursor: Self| match cursor.peek() {
            Some(c @ (' ' | '\u{3000}' | '\u{a0}')) => cursor.advance(c.len_utf8()),
            _ => cursor,
        };
        blank(blank(self))
    }

    /// What the first word of `table` that comes next stands for; longer words stand before their beginnings.
    pub(super) fn choose<T: Copy>(self, table: &[(&str, T)]) -> Option<(T, Self)> {
        let rest = self.rest();
        let &(word, value) = table.iter().find(|(word, _)| begins(rest, word))?;
        Some((value, self.behind(word)))
    }

    /// Behind `word`, which comes next.
    fn behind(self, word: &str) -> Self {
        self.advance(word.len())
    }

    /// Behind the next `bytes`, which are whole characters.
    pub(super) fn advance(self, bytes: usize) -> Self {
        Self {
            text: self.text,
            at: self.at + bytes,
        }
    }
}

/// Some words that are looked for at a place.
pub(super) trait AnyOf {
    /// Whether `text` begins with one of them.
    fn begins(&self, text: &str) -> bool;
    /// Whether `text` ends with one of them.
    fn ends(&self, text: &str) -> bool;
}

impl AnyOf for [&str] {
    fn begins(&self, text: &str) -> bool {
        self.iter().any(|word| begins(text, word))
    }

    fn ends(&self, text: &str) -> bool {
        self.iter().any(|word| text.ends_with(word))
    }
}

impl<const N: usize> AnyOf for [&str; N] {
    fn begins(&self, text: &str) -> bool {
        self.as_slice().begins(text)
    }

    fn ends(&self, text: &str) -> bool {
        self.as_slice().ends(text)
    }
}

/// Whether `text` begins with `word`. A glance at the last byte of the first ideograph tells most words apart.
pub(super) fn begins(text: &str, word: &str) -> bool {
    let glance = |text: &str| text.as_bytes().get(2).copied();
    glance(word).is_none_or(|byte| glance(text) == Some(byte)) && text.starts_with(word)
}
