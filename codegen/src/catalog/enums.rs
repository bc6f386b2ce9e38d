//! Enum types.

use super::error::{Result, SqlError};
use super::mentions::{Kind, Mentions};
use super::rewrite::{Token, TokenKind, tokens};
use super::{
    Catalog, ChangeKind, Column, ColumnId, DomainCheck, EnumLabel, Labels, ObjectId, RelId,
    Relation, Replay, StoredExpr, TypeId, TypeKind, TypeUse, Uses,
};
use crate::ddl::{ExprShape, Name, QName};
use crate::diag::{Span, nearest};
use std::collections::BTreeSet;

/// The longest label in bytes.
const MAX_LABEL: usize = 63;

impl Replay {
    /// `CREATE TYPE … AS ENUM`.
    pub(super) fn create_enum(&mut self, name: &QName, labels: &[Name]) -> Result {
        // PostgreSQL looks at the name before the labels.
        let id = self.new_type(name, TypeKind::Enum(Labels::default()))?;
        let mut list = Labels::default();
        for label in labels {
            check_label(label)?;
            let own = EnumLabel {
                text: label.value.clone(),
                span: label.span,
            };
            if let Some(before) = list.insert(list.len(), own) {
                return Err(SqlError::new(
                    "23505",
                    label.span,
                    "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"",
                )
                .label("this label is there twice")
                .also(before, "the first one"));
            }
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
        if let Some(before) = labels.written(&label.value) {
            if if_not_exists {
                return Ok(());
            }
            return Err(SqlError::new(
                "42710",
                label.span,
                format!("enum label \"{}\" already exists", label.value),
            )
            .label("already exists")
            .also(before, "it is here"));
        }
        let at = match place {
            None => labels.len(),
            Some((before, neighbour)) => {
                let at = find_label(labels, neighbour)?;
                if *before { at } else { at + 1 }
            }
        };
        if let Some(ty) = self.catalog.ty_mut(id)
            && let TypeKind::Enum(labels) = &mut ty.kind
        {
            labels.insert(
                at,
                EnumLabel {
                    text: label.value.clone(),
                    span: label.span,
                },
            );
        }
        // A type of this very transaction can be used at once from 17 on.
        let new_type = id.0 >= self.session.first_new_type;
        if !(new_type && self.catalog.version.new_labels_of_new_enums_are_usable()) {
            self.session.new_labels.insert(id, &label.value);
        }
        self.changed(ObjectId::Type(id), ChangeKind::Altered, label.span);
        Ok(())
    }

    /// `ALTER TYPE … RENAME VALUE`.
    pub(super) fn rename_enum_value(&mut self, name: &QName, from: &Name, to: &Name) -> Result {
        let (id, labels) = self.enum_labels(name)?;
        check_label(to)?;
        let at = find_label(labels, from)?;
        if let Some(before) = labels.written(&to.value) {
            return Err(SqlError::new(
                "42710",
                to.span,
                format!("enum label \"{}\" already exists", to.value),
            )
            .label("already exists")
            .also(before, "it is here"));
        }
        if let Some(ty) = self.catalog.ty_mut(id)
            && let TypeKind::Enum(labels) = &mut ty.kind
        {
            labels.rename(at, &to.value, to.span);
        }
        self.rename_label_in_expressions(id, &from.value, &to.value);
        self.session.new_labels.rename(id, &from.value, &to.value);
        self.changed(ObjectId::Type(id), ChangeKind::Altered, to.span);
        Ok(())
    }

    /// Stored expressions keep a label's number, so that its new text shows in
    /// them. Here they are text: a string is taken for the label where it is a
    /// default of that type, or is compared with a column of it.
    fn rename_label_in_expressions(&mut self, id: TypeId, from: &str, to: &str) {
        let literal = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let (old, new) = (literal(from), literal(to));
        let is_label =
            |catalog: &Catalog, ty: &TypeUse| !ty.array && catalog.base_type(ty).id == id;
        let mut columns: Vec<(RelId, ColumnId)> = Vec::new();
        let mut names: BTreeSet<String> = BTreeSet::new();
        for (rel, relation) in self.catalog.relations.iter() {
            for column in &relation.columns {
                if column
                    .ty
                    .known()
                    .is_some_and(|ty| is_label(&self.catalog, ty))
                {
                    columns.push((RelId(rel), column.id));
                    names.insert(column.name.clone());
                }
            }
        }
        let edit_default = |expr: &mut StoredExpr| {
            if matches!(literal_of(&expr.shape), ExprShape::Str(text) if text == from) {
                if let Some(text) = replace_strings(&expr.text, from, &new, |_, _| true) {
                    expr.text = text;
                }
                expr.shape = ExprShape::Str(to.to_owned());
            }
        };
        for (rel, column) in &columns {
            if let Some(column) = self
                .catalog
                .rel_mut(*rel)
                .and_then(|relation| relation.column_by_id_mut(*column))
                && let Some(default) = &mut column.default
            {
                edit_default(default);
            }
        }
        let domains: Vec<TypeId> = self
            .catalog
            .types
            .iter()
            .filter(|(_, ty)| {
                matches!(&ty.kind, TypeKind::Domain(domain)
                    if is_label(&self.catalog, &domain.base))
            })
            .map(|(id, _)| TypeId(id))
            .collect();
        for domain in domains {
            if let Some(ty) = self.catalog.ty_mut(domain)
                && let TypeKind::Domain(info) = &mut ty.kind
            {
                if let Some(default) = &mut info.default {
                    edit_default(default);
                }
                let edited = |check: &DomainCheck| {
                    replace_strings(&check.expr.text, from, &new, |_, _| true)
                };
                for check in info.checks.picked(|check| edited(check).is_some()) {
                    if let Some(text) = edited(check) {
                        check.expr.text = text;
                    }
                }
            }
        }
        let shown = self.catalog.ty(id).map(|ty| ty.name.clone());
        let mut tables = Mentions::default();
        for (rel, _) in &columns {
            tables.add(Kind::Relation, rel.0);
        }
        self.catalog.edit_expressions(
            Some(&tables),
            &|uses| uses.columns.iter().any(|used| columns.contains(used)),
            &|text| {
                text.contains(&old).then_some(())?;
                replace_strings(text, from, &new, |tokens, at| {
                    let cast = shown
                        .as_deref()
                        .is_some_and(|shown| is_cast(tokens, at, shown));
                    cast || compared_with(tokens, at, &names)
                })
            },
        );
    }

    /// Refuses an expression of an enum's type that is a label which the open
    /// transaction added: 55P04; or one that is no label: 22P02.
    pub(super) fn check_label_use(&self, ty: &TypeUse, expr: &StoredExpr) -> Result {
        match literal_of(&expr.shape) {
            ExprShape::Str(text) => self.check_label_given(ty, text, expr.span),
            _ => Ok(()),
        }
    }

    /// The same of a literal.
    pub(super) fn check_label_given(&self, ty: &TypeUse, text: &str, span: Span) -> Result {
        let base = self.catalog.base_type(ty);
        if base.array {
            let element = TypeUse::plain(base.id);
            let elements = super::literal::array_elements(text);
            return elements
                .iter()
                .try_for_each(|label| self.check_label_given(&element, label, span));
        }
        let Some(TypeKind::Enum(labels)) = self.catalog.ty(base.id).map(|ty| &ty.kind) else {
            return Ok(());
        };
        let shown = self.shown_type(&base);
        if labels.written(text).is_none() {
            let error = SqlError::new(
                "22P02",
                span,
                format!("invalid input value for enum {shown}: \"{text}\""),
            )
            .label("no such label");
            let known = labels.iter().map(|label| label.text.as_str());
            return Err(match nearest(text, known) {
                Some(near) => error.help(format!("write '{near}' if that label is meant")),
                None => error,
            });
        }
        if self.session.new_labels.has(base.id, text) {
            return Err(unsafe_use(span, text, &shown));
        }
        Ok(())
    }

    /// Refuses an expression or a query that uses a label which the open
    /// transaction added: one that is cast to the type, or compared with a
    /// column of it. `table` is the relation whose columns may be named.
    pub(super) fn check_new_labels(
        &self,
        text: &str,
        span: Span,
        table: Option<&Relation>,
        uses: &Uses,
    ) -> Result {
        let new_labels = &self.session.new_labels;
        if new_labels.is_empty() {
            return Ok(());
        }
        let found = tokens(text);
        for (at, token) in found.iter().enumerate() {
            let TokenKind::Str(label) = &token.kind else {
                continue;
            };
            for id in new_labels.enums_with(label) {
                let Some(ty) = self.catalog.ty(id) else {
                    continue;
                };
                let is_of = |column: &Column| {
                    let known = column.ty.known();
                    known.is_some_and(|ty| !ty.array && self.catalog.base_type(ty).id == id)
                };
                let mut names: BTreeSet<String> = BTreeSet::new();
                let own = table.iter().flat_map(|table| &table.columns);
                names.extend(own.filter(|column| is_of(column)).map(|c| c.name.clone()));
                for (rel, column) in &uses.columns {
                    let column = self.catalog.rel(*rel).and_then(|r| r.column_by_id(*column));
                    names.extend(column.filter(|c| is_of(c)).map(|c| c.name.clone()));
                }
                if is_cast(&found, at, &ty.name) || compared_with(&found, at, &names) {
                    let shown = self.shown_type(&TypeUse::plain(id));
                    return Err(unsafe_use(span, label, &shown));
                }
            }
        }
        Ok(())
    }

    fn enum_labels(&self, name: &QName) -> Result<(TypeId, &Labels)> {
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
            return Ok((ty.id, labels));
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

fn unsafe_use(span: Span, label: &str, shown: &str) -> Box<SqlError> {
    SqlError::new(
        "55P04",
        span,
        format!("unsafe use of new value \"{label}\" of enum type {shown}"),
    )
    .label("added in this transaction")
    .help("move the use to a later revision: new enum values must be committed before they can be used")
}

/// Whether a string is cast to a type of that name.
fn is_cast(tokens: &[Token], at: usize, name: &str) -> bool {
    let mut behind = tokens.iter().skip(at + 1);
    behind.next().is_some_and(|token| token.is("::"))
        && behind
            .take(3)
            .filter_map(Token::word)
            .any(|word| word == name)
}

/// Replaces the strings of value `from` that `is_label` picks with the text `new`.
fn replace_strings(
    text: &str,
    from: &str,
    new: &str,
    is_label: impl Fn(&[Token], usize) -> bool,
) -> Option<String> {
    let tokens = tokens(text);
    let mut out = text.to_owned();
    let mut changed = false;
    for (at, token) in tokens.iter().enumerate().rev() {
        if matches!(&token.kind, TokenKind::Str(value) if value == from) && is_label(&tokens, at) {
            out.replace_range(token.range.clone(), new);
            changed = true;
        }
    }
    changed.then_some(out)
}

/// Whether the word before a string, or else the one behind it, is a column of `names`.
fn compared_with(tokens: &[Token], at: usize, names: &BTreeSet<String>) -> bool {
    let is_operand = |word: &str| {
        !matches!(
            word,
            "in" | "any" | "all" | "array" | "and" | "or" | "not" | "is" | "distinct" | "from"
        )
    };
    let before = tokens
        .get(..at)
        .unwrap_or_default()
        .iter()
        .rev()
        .take_while(|token| !matches!(token.word(), Some("and" | "or")))
        .filter_map(Token::word)
        .find(|word| is_operand(word));
    let word = before.or_else(|| {
        tokens
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .filter_map(Token::word)
            .find(|word| is_operand(word))
    });
    word.is_some_and(|word| names.contains(word))
}

fn literal_of(shape: &ExprShape) -> &ExprShape {
    match shape {
        ExprShape::Cast(_, inner, _) => literal_of(inner),
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

fn find_label(labels: &Labels, wanted: &Name) -> Result<usize> {
    if let Some(at) = labels.place(&wanted.value) {
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
