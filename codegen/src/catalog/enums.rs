//! Enum types.

use super::error::{Result, SqlError};
use super::{ChangeKind, EnumLabel, ObjectId, Replay, StoredExpr, TypeId, TypeKind, TypeUse};
use crate::ddl::{ExprShape, Name, QName};
use crate::diag::nearest;

/// The longest label in bytes.
const MAX_LABEL: usize = 63;

impl Replay {
    /// `CREATE TYPE … AS ENUM`.
    pub(super) fn create_enum(&mut self, name: &QName, labels: &[Name]) -> Result {
        // PostgreSQL looks at the name before the labels.
        let id = self.new_type(name, TypeKind::Enum(Vec::new()))?;
        let mut list: Vec<EnumLabel> = Vec::with_capacity(labels.len());
        for label in labels {
            check_label(label)?;
            if let Some(before) = list.iter().find(|before| before.text == label.value) {
                return Err(SqlError::new(
                    "23505",
                    label.span,
                    "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"",
                )
                .label("this label is there twice")
                .also(before.span, "the first one"));
            }
            list.push(EnumLabel {
                text: label.value.clone(),
                span: label.span,
            });
        }
        if let Some(ty) = self.catalog.ty_mut(id) {
            ty.kind = TypeKind::Enum(list);
        }
        Ok(())
    }

    /// `ALTER TYPE … ADD VALUE`.
    pub(super) fn add_enum_value(
        &mut self,
        name: &QName,
        if_not_exists: bool,
        label: &Name,
        place: Option<&(bool, Name)>,
    ) -> Result {
        let (id, labels) = self.enum_labels(name)?;
        check_label(label)?;
        if let Some(before) = labels.iter().find(|before| before.text == label.value) {
            if if_not_exists {
                return Ok(());
            }
            return Err(SqlError::new(
                "42710",
                label.span,
                format!("enum label \"{}\" already exists", label.value),
            )
            .label("already exists")
            .also(before.span, "it is here"));
        }
        let at = match place {
            None => labels.len(),
            Some((before, neighbour)) => {
                let at = find_label(&labels, neighbour)?;
                if *before { at } else { at + 1 }
            }
        };
        if let Some(ty) = self.catalog.ty_mut(id)
            && let TypeKind::Enum(labels) = &mut ty.kind
        {
            labels.insert(
                at.min(labels.len()),
                EnumLabel {
                    text: label.value.clone(),
                    span: label.span,
                },
            );
        }
        // A type of this very transaction can be used at once from 17 on.
        let new_type = id.0 >= self.session.first_new_type;
        if !(new_type && self.catalog.version.new_labels_of_new_enums_are_usable()) {
            self.session.new_labels.push((id, label.value.clone()));
        }
        self.changed(ObjectId::Type(id), ChangeKind::Altered, label.span);
        Ok(())
    }

    /// `ALTER TYPE … RENAME VALUE`.
    pub(super) fn rename_enum_value(&mut self, name: &QName, from: &Name, to: &Name) -> Result {
        let (id, labels) = self.enum_labels(name)?;
        check_label(to)?;
        let at = find_label(&labels, from)?;
        if let Some(before) = labels.iter().find(|before| before.text == to.value) {
            return Err(SqlError::new(
                "42710",
                to.span,
                format!("enum label \"{}\" already exists", to.value),
            )
            .label("already exists")
            .also(before.span, "it is here"));
        }
        if let Some(ty) = self.catalog.ty_mut(id)
            && let TypeKind::Enum(labels) = &mut ty.kind
            && let Some(label) = labels.get_mut(at)
        {
            label.text.clone_from(&to.value);
            label.span = to.span;
        }
        for (ty, label) in &mut self.session.new_labels {
            if *ty == id && *label == from.value {
                label.clone_from(&to.value);
            }
        }
        self.changed(ObjectId::Type(id), ChangeKind::Altered, to.span);
        Ok(())
    }

    /// Refuses an expression of an enum's type that is a label which the open
    /// transaction added: 55P04; or one that is no label: 22P02.
    pub(super) fn check_label_use(&self, ty: &TypeUse, expr: &StoredExpr) -> Result {
        let base = self.catalog.base_type(ty);
        if base.array {
            return Ok(());
        }
        let Some(TypeKind::Enum(labels)) = self.catalog.ty(base.id).map(|ty| &ty.kind) else {
            return Ok(());
        };
        let ExprShape::Str(text) = literal(&expr.shape) else {
            return Ok(());
        };
        let shown = self.shown_type(&base);
        if !labels.iter().any(|label| label.text == *text) {
            let error = SqlError::new(
                "22P02",
                expr.span,
                format!("invalid input value for enum {shown}: \"{text}\""),
            )
            .label("no such label");
            let known = labels.iter().map(|label| label.text.as_str());
            return Err(match nearest(text, known) {
                Some(near) => error.help(format!("write '{near}' if that label is meant")),
                None => error,
            });
        }
        if self
            .session
            .new_labels
            .iter()
            .any(|(id, label)| *id == base.id && label == text)
        {
            return Err(SqlError::new(
                "55P04",
                expr.span,
                format!("unsafe use of new value \"{text}\" of enum type {shown}"),
            )
            .label("added in this transaction")
            .help("move the use to a later revision: new enum values must be committed before they can be used"));
        }
        Ok(())
    }

    fn enum_labels(&self, name: &QName) -> Result<(TypeId, Vec<EnumLabel>)> {
        if let Some(schema) = &name.schema {
            self.schema(schema)?;
        }
        let Some(ty) = self.find_type(name) else {
            return Err(self.no_type(name, name.span(), &name.display()));
        };
        if !ty.array
            && let Some(user) = self.catalog.ty(ty.id)
            && let TypeKind::Enum(labels) = &user.kind
        {
            return Ok((ty.id, labels.clone()));
        }
        let mut error = SqlError::new(
            "42809",
            name.span(),
            format!("{} is not an enum", self.shown_type(&ty)),
        );
        if let Some(user) = self.catalog.ty(ty.id) {
            error = error.also(user.origin.span, "it is created here");
        }
        Err(error)
    }
}

fn literal(shape: &ExprShape) -> &ExprShape {
    match shape {
        ExprShape::Cast(_, inner) => literal(inner),
        other => other,
    }
}

fn check_label(label: &Name) -> Result {
    if label.value.len() > MAX_LABEL {
        return Err(SqlError::new(
            "42602",
            label.span,
            format!("invalid enum label \"{}\"", label.value),
        )
        .detail("Labels must be 63 bytes or less."));
    }
    Ok(())
}

fn find_label(labels: &[EnumLabel], wanted: &Name) -> Result<usize> {
    if let Some(at) = labels.iter().position(|label| label.text == wanted.value) {
        return Ok(at);
    }
    let error = SqlError::new(
        "22023",
        wanted.span,
        format!("\"{}\" is not an existing enum label", wanted.value),
    )
    .label("no such label");
    let known = labels.iter().map(|label| label.text.as_str());
    Err(match nearest(&wanted.value, known) {
        Some(near) => error.help(format!("write '{near}' if that label is meant")),
        None => error,
    })
}
