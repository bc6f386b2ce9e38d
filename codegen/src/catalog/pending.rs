//! A short form of what `alter.rs` brings; this file goes when that lands.

use super::error::Result;
use super::{RelId, Replay};
use crate::ddl::Name;

impl Replay {
    pub(super) fn rename_column_of(&mut self, rel: RelId, from: &Name, to: &Name) -> Result {
        let relation = self.open(rel, from.span)?;
        if relation.column(&from.value).is_none() {
            return Err(self.no_column(&relation, from));
        }
        let relation = self.open_mut(rel, from.span)?;
        if let Some(column) = relation
            .columns
            .iter_mut()
            .find(|column| column.name == from.value)
        {
            column.name.clone_from(&to.value);
        }
        Ok(())
    }
}
