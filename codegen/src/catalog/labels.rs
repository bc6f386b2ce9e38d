//! The labels of an enum, and those that cannot be used yet.

use super::TypeId;
use super::list::{List, Map};
use crate::diag::Span;

/// A label of an enum.
#[derive(Clone, Debug)]
pub struct EnumLabel {
    /// Its text.
    pub text: String,
    /// Where it was written.
    pub span: Span,
}

/// The labels of an enum, of which no two are the same.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    order: List<EnumLabel>,
    /// Where each was written, by text.
    texts: Map<String, Span>,
}

impl Labels {
    /// All in order.
    pub fn iter(&self) -> super::list::Iter<'_, EnumLabel> {
        self.order.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The first.
    #[must_use]
    pub fn first(&self) -> Option<&EnumLabel> {
        self.order.first()
    }

    /// Where a label was written; `None` where it is none of them.
    #[must_use]
    pub fn written(&self, text: &str) -> Option<Span> {
        self.texts.get(text).copied()
    }

    /// The place of a label in the order.
    #[must_use]
    pub fn place(&self, text: &str) -> Option<usize> {
        self.written(text)?;
        // The neighbour of a new label is most often the last one.
        match self.order.last() {
            Some(last) if last.text == text => Some(self.len() - 1),
            _ => self.iter().position(|label| label.text == text),
        }
    }

    /// Puts a label at a place of the order. Gives where the one of its text was
    /// written, if there is one, and is left as it was.
    pub fn insert(&mut self, at: usize, label: EnumLabel) -> Option<Span> {
        if let Some(before) = self.written(&label.text) {
            return Some(before);
        }
        self.texts.insert(label.text.clone(), label.span);
        self.order.insert(at, label);
        None
    }

    /// Gives the label at a place another text.
    pub fn rename(&mut self, at: usize, text: &str, span: Span) {
        if let Some(label) = self.order.get_mut(at) {
            self.texts.remove(&label.text);
            text.clone_into(&mut label.text);
            label.span = span;
            self.texts.insert(label.text.clone(), span);
        }
    }
}

impl<'a> IntoIterator for &'a Labels {
    type Item = &'a EnumLabel;
    type IntoIter = super::list::Iter<'a, EnumLabel>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Labels that a transaction has added, each with its enum.
#[derive(Clone, Debug, Default)]
pub struct NewLabels(Map<(String, TypeId), ()>);

impl NewLabels {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a label.
    pub(super) fn insert(&mut self, id: TypeId, label: &str) {
        self.0.insert((label.to_owned(), id), ());
    }

    /// Adds those of another.
    pub(super) fn append(&mut self, other: &Self) {
        for (key, ()) in &other.0 {
            self.0.insert(key.clone(), ());
        }
    }

    /// Follows a label that gets another text.
    pub(super) fn rename(&mut self, id: TypeId, from: &str, to: &str) {
        if self.0.remove(&(from.to_owned(), id)).is_some() {
            self.insert(id, to);
        }
    }

    /// The enums that have a new label of this text.
    pub fn enums_with(&self, text: &str) -> impl Iterator<Item = TypeId> {
        let key = |id| (text.to_owned(), TypeId(id));
        self.0
            .range(key(0)..=key(u32::MAX))
            .map(|((_, id), ())| *id)
    }

    /// Whether a label of an enum is new.
    pub(super) fn has(&self, id: TypeId, text: &str) -> bool {
        self.enums_with(text).any(|of| of == id)
    }
}
