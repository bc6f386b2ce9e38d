//! What belongs to an extension by `ALTER EXTENSION … ADD`, and what goes with
//! one by `DEPENDS ON EXTENSION`.

use super::error::{Result, SqlError};
use super::{ChangeKind, ObjectId, Replay};
use crate::ddl::{self, Name, ObjectRef};
use crate::diag::Span;

impl Replay {
    /// `ALTER EXTENSION … ADD` (true) and `DROP` (false).
    pub(super) fn set_member(
        &mut self,
        extension: &Name,
        object: &ObjectRef,
        add: bool,
        span: Span,
    ) -> Result {
        self.extension(extension)?;
        let lookup = ddl::Drop {
            objects: Vec::new(),
            if_exists: false,
            cascade: false,
            concurrently: None,
        };
        // Kinds of objects that the catalog does not hold have no number.
        let Some(id) = self.drop_target(object, &lookup, span)? else {
            return Ok(());
        };
        let described = self.catalog.describe(&id);
        let Some(membership) = self.catalog.membership(&id) else {
            return Ok(());
        };
        if add && let Some(of) = membership {
            return Err(SqlError::new(
                "55000",
                span,
                format!("{described} is already a member of extension \"{of}\""),
            ));
        }
        if !add && membership.as_ref() != Some(&extension.value) {
            return Err(SqlError::new(
                "55000",
                span,
                format!(
                    "{described} is not a member of extension \"{}\"",
                    extension.value
                ),
            ));
        }
        *membership = add.then(|| extension.value.clone());
        self.changed(id, ChangeKind::Altered, span);
        Ok(())
    }

    /// `[NO] DEPENDS ON EXTENSION` of an index, a materialized view, a function
    /// or a trigger.
    pub(super) fn depends_on_extension(
        &mut self,
        object: ObjectId,
        extension: &Name,
        no: bool,
    ) -> Result {
        self.extension(extension)?;
        if let Some(found) = self.catalog.extensions.get_mut(&extension.value) {
            if no {
                found.dependents.remove(&object);
            } else {
                found.dependents.insert(object);
            }
        }
        Ok(())
    }
}

impl super::Catalog {
    /// The extension that an object belongs to; `None` for what cannot be a member.
    fn membership(&mut self, object: &ObjectId) -> Option<&mut Option<String>> {
        match object {
            ObjectId::Relation(id) => Some(&mut self.rel_mut(*id)?.origin.extension),
            ObjectId::Type(id) => Some(&mut self.ty_mut(*id)?.origin.extension),
            ObjectId::Function(id) => Some(&mut self.function_mut(*id)?.origin.extension),
            ObjectId::Schema(id) => Some(&mut self.schemas.get_mut(id)?.extension),
            _ => None,
        }
    }
}
