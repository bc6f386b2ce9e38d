//! Variables of PL/pgSQL.

use super::pleval::Why;
use super::plvalue::Value;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Variables, those of the innermost block last.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Locals {
    blocks: Vec<LocalBlock>,
    /// Variables that hold rows, by name alone.
    rows: BTreeSet<String>,
}

/// What a variable holds, or why that is not known.
pub(super) type Local = Result<Value, Why>;

#[derive(Clone, Debug, Default, PartialEq)]
struct LocalBlock {
    label: Option<String>,
    variables: BTreeMap<String, Local>,
}

impl Locals {
    pub(super) fn push(&mut self, label: Option<&String>) {
        self.blocks.push(LocalBlock {
            label: label.cloned(),
            variables: BTreeMap::new(),
        });
    }

    pub(super) fn pop(&mut self) {
        self.blocks.pop();
    }

    /// Whether a block runs.
    pub(super) fn are_in_a_block(&self) -> bool {
        !self.blocks.is_empty()
    }

    /// Declares a variable in the innermost block.
    pub(super) fn declare(&mut self, name: &str, value: Local) {
        if let Some(block) = self.blocks.last_mut() {
            block.variables.insert(name.to_owned(), value);
        }
    }

    /// Declares a variable that holds a row.
    pub(super) fn declare_row(&mut self, name: &str) {
        self.rows.insert(name.to_owned());
        self.declare(name, Ok(Value::Null));
    }

    /// Whether a variable holds a row.
    pub(super) fn is_row(&self, name: &str) -> bool {
        self.rows.contains(name)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.get(None, name).is_some()
    }

    /// Sets a variable where it is declared.
    pub(super) fn set(&mut self, name: &str, value: Local) {
        if let Some(slot) = self.slot(None, name) {
            *slot = value;
        } else {
            self.declare(name, value);
        }
    }

    /// Sets a variable of the outermost block, that of a function.
    pub(super) fn set_outermost(&mut self, name: &str, value: Local) {
        if let Some(block) = self.blocks.first_mut() {
            block.variables.insert(name.to_owned(), value);
        }
    }

    /// Sets `qualifier.name`: a variable of a labelled block, or a field of a row.
    pub(super) fn set_part(&mut self, qualifier: &str, name: &str, value: Local) {
        if let Some(slot) = self.slot(Some(qualifier), name) {
            *slot = value;
            return;
        }
        let Some(slot) = self.slot(None, qualifier) else {
            return;
        };
        *slot = match (std::mem::replace(slot, Ok(Value::Null)), value) {
            (Ok(Value::Row(row)), Ok(value)) => {
                let mut row = row.as_ref().clone();
                row.insert(Cow::Owned(name.to_owned()), value);
                Ok(Value::Row(Arc::new(row)))
            }
            (Err(why), _) | (_, Err(why)) => Err(why),
            (other, _) => other,
        };
    }

    fn slot(&mut self, label: Option<&str>, name: &str) -> Option<&mut Local> {
        let mut blocks = self.blocks.iter_mut().rev();
        blocks.find_map(|block| {
            if label.is_some() && block.label.as_deref() != label {
                return None;
            }
            block.variables.get_mut(name)
        })
    }

    pub(super) fn get(&self, label: Option<&str>, name: &str) -> Option<&Local> {
        let mut blocks = self.blocks.iter().rev();
        blocks.find_map(|block| {
            if label.is_some() && block.label.as_deref() != label {
                return None;
            }
            block.variables.get(name)
        })
    }

    /// Makes unknown what differs in another state of the same variables.
    pub(super) fn blur(&mut self, other: &Self, why: &Why) {
        for (block, other) in self.blocks.iter_mut().zip(&other.blocks) {
            for (name, value) in &mut block.variables {
                if other.variables.get(name) != Some(value) {
                    *value = Err(why.clone());
                }
            }
        }
    }
}
