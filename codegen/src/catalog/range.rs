//! Range types and the multirange types that come with them.

use super::error::{Result, SqlError};
use super::{ChangeKind, ObjectId, Origin, Replay, Type, TypeId, TypeKind, TypeUse, builtin};
use crate::ddl::{Name, Persistence, QName, TypeName};

/// The longest identifier in bytes.
const MAX_NAME: usize = 63;

/// Built-in types that have no default operator class for btree (`pg_opclass`
/// of 15.18 and 18.4).
const UNORDERED: [u32; 16] = [
    22, 28, 29, 114, 142, 600, 601, 602, 603, 604, 628, 718, 1033, 1790, 2970, 4072,
];

impl Replay {
    /// `CREATE TYPE … AS RANGE`.
    pub(super) fn create_range(
        &mut self,
        name: &QName,
        subtype: &TypeName,
        multirange: Option<&QName>,
    ) -> Result {
        let schema = self.creation_schema(name, Persistence::Permanent)?;
        let taken = self.catalog.type_in(schema, &name.name.value);
        if let Some(taken) = taken.and_then(|id| self.catalog.ty(id))
            && !matches!(taken.kind, TypeKind::Shell)
        {
            return Err(self.type_exists(schema, name));
        }
        let mut ty = self.resolve_type(subtype)?;
        ty.modifier = super::Modifier::None;
        if !ty.array && builtin::is_pseudo(ty.id) {
            return Err(SqlError::new(
                "42804",
                subtype.span,
                format!("range subtype cannot be {}", self.shown_type(&ty)),
            ));
        }
        let base = self.catalog.base_type(&ty);
        if !base.array && UNORDERED.contains(&base.id.0) {
            return Err(SqlError::new(
                "42704",
                subtype.span,
                format!(
                    "data type {} has no default operator class for access method \"btree\"",
                    self.shown_type(&ty)
                ),
            )
            .help("specify an operator class for the range type or define a default operator class for the subtype"));
        }
        let generated;
        let (multirange_schema, multirange_name) = if let Some(given) = multirange {
            (self.creation_schema(given, Persistence::Permanent)?, given)
        } else {
            generated = QName {
                schema: None,
                name: Name {
                    value: multirange_name(&name.name.value),
                    span: name.name.span,
                },
            };
            (schema, &generated)
        };
        let range_id = self.new_type_or_shell(
            name,
            TypeKind::Range {
                subtype: ty.clone(),
                multirange: TypeId(0),
            },
        )?;
        if self
            .catalog
            .type_in(multirange_schema, &multirange_name.name.value)
            .is_some()
        {
            let mut error = self.type_exists(multirange_schema, multirange_name);
            if multirange.is_none() {
                error = error
                    .detail(format!(
                        "Failed while creating a multirange type for type \"{}\".",
                        name.name.value
                    ))
                    .help("specify a multirange type name with \"multirange_type_name\"");
            }
            return Err(error);
        }
        let multirange_id = self.add_type(Type {
            id: TypeId(0),
            schema: multirange_schema,
            name: multirange_name.name.value.clone(),
            kind: TypeKind::Multirange(range_id),
            comment: None,
            origin: Origin {
                span: multirange_name.span(),
                extension: None,
            },
        });
        self.changed(
            ObjectId::Type(multirange_id),
            ChangeKind::Created,
            multirange_name.span(),
        );
        if let Some(range) = self.catalog.ty_mut(range_id) {
            range.kind = TypeKind::Range {
                subtype: TypeUse {
                    modifier: super::Modifier::None,
                    ..ty
                },
                multirange: multirange_id,
            };
        }
        Ok(())
    }
}

/// The name that PostgreSQL gives the multirange type of a range type
/// (`makeMultirangeTypeName`).
fn multirange_name(range: &str) -> String {
    let cut = |text: &str, most: usize| {
        let mut end = most.min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text[..end].to_owned()
    };
    let name = match range.find("range") {
        Some(at) => format!("{}multi{}", &range[..at], &range[at..]),
        None => format!("{}_multirange", cut(range, MAX_NAME + 1 - 12)),
    };
    cut(&name, MAX_NAME)
}

#[cfg(test)]
mod tests {
    use super::multirange_name;

    #[test]
    fn multirange_names() {
        assert_eq!(multirange_name("r"), "r_multirange");
        assert_eq!(multirange_name("price_range"), "price_multirange");
        assert_eq!(multirange_name("a_range_range"), "a_multirange_range");
        assert_eq!(multirange_name(&"é".repeat(31)).len(), 52 + 11);
    }
}
