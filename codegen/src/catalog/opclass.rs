//! What index access methods can do with which types: tables made from
//! `pg_opclass`, `pg_amop` and `pg_cast` of PostgreSQL 15.18 and 18.4, and the
//! questions that CREATE INDEX and FOREIGN KEY ask of them.

use super::builtin::{self, BuiltinKind};
use super::operator_data::{is_assignment, is_implicit};
use super::state::Unkept;
use super::{Catalog, ColumnType, TypeId, TypeKind, TypeUse};
use crate::ddl::RegistryKind;

/// What an access method is able to do.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the flags are independent, as in PostgreSQL"
)]
pub(super) struct Method {
    /// Its name.
    pub(super) name: &'static str,
    /// UNIQUE.
    pub(super) unique: bool,
    /// More than one key.
    pub(super) multicolumn: bool,
    /// INCLUDE.
    pub(super) include: bool,
    /// ASC, DESC, NULLS FIRST and LAST.
    pub(super) ordered: bool,
    /// EXCLUDE.
    pub(super) exclude: bool,
    /// Types with a default operator class, space-separated.
    types: &'static str,
    /// Whether every array, enum, range and multirange has one.
    arrays: bool,
    enums: bool,
    ranges: bool,
    multiranges: bool,
    /// Names of operator classes.
    classes: &'static str,
}

const METHODS: [Method; 6] = [
    Method {
        name: "btree",
        unique: true,
        multicolumn: true,
        include: true,
        ordered: true,
        exclude: true,
        types: "bit bool bpchar bytea char date float4 float8 inet int2 int4 int8 interval jsonb \
                macaddr macaddr8 money name numeric oid oidvector pg_lsn record text tid time \
                timestamp timestamptz timetz tsquery tsvector uuid varbit xid8 varchar cidr \
                regclass regproc regtype regnamespace regrole regoper regoperator regprocedure \
                regconfig regdictionary regcollation",
        arrays: true,
        enums: true,
        ranges: true,
        multiranges: true,
        classes: "array_ops bit_ops bool_ops bpchar_ops bpchar_pattern_ops bytea_ops char_ops \
                  cidr_ops date_ops enum_ops float4_ops float8_ops inet_ops int2_ops int4_ops \
                  int8_ops interval_ops jsonb_ops macaddr8_ops macaddr_ops money_ops \
                  multirange_ops name_ops numeric_ops oid_ops oidvector_ops pg_lsn_ops range_ops \
                  record_image_ops record_ops text_ops text_pattern_ops tid_ops time_ops \
                  timestamp_ops timestamptz_ops timetz_ops tsquery_ops tsvector_ops uuid_ops \
                  varbit_ops varchar_ops varchar_pattern_ops xid8_ops",
    },
    Method {
        name: "hash",
        unique: false,
        multicolumn: false,
        include: false,
        ordered: false,
        exclude: true,
        types: "aclitem bool bpchar bytea char cid date float4 float8 inet int2 int4 int8 \
                interval jsonb macaddr macaddr8 name numeric oid oidvector pg_lsn record text tid \
                time timestamp timestamptz timetz uuid xid xid8 varchar cidr regclass regproc \
                regtype regnamespace regrole regoper regoperator regprocedure regconfig \
                regdictionary regcollation",
        arrays: true,
        enums: true,
        ranges: true,
        multiranges: true,
        classes: "aclitem_ops array_ops bool_ops bpchar_ops bpchar_pattern_ops bytea_ops char_ops \
                  cid_ops cidr_ops date_ops enum_ops float4_ops float8_ops inet_ops int2_ops \
                  int4_ops int8_ops interval_ops jsonb_ops macaddr8_ops macaddr_ops \
                  multirange_ops name_ops numeric_ops oid_ops oidvector_ops pg_lsn_ops range_ops \
                  record_ops text_ops text_pattern_ops tid_ops time_ops timestamp_ops \
                  timestamptz_ops timetz_ops uuid_ops varchar_ops varchar_pattern_ops xid8_ops \
                  xid_ops",
    },
    Method {
        name: "gist",
        unique: false,
        multicolumn: true,
        include: true,
        ordered: false,
        exclude: true,
        types: "box circle point polygon tsquery tsvector",
        arrays: false,
        enums: false,
        ranges: true,
        multiranges: true,
        classes: "box_ops circle_ops inet_ops multirange_ops point_ops poly_ops range_ops \
                  tsquery_ops tsvector_ops",
    },
    Method {
        name: "gin",
        unique: false,
        multicolumn: true,
        include: false,
        ordered: false,
        exclude: false,
        types: "jsonb tsvector",
        arrays: true,
        enums: false,
        ranges: false,
        multiranges: false,
        classes: "array_ops jsonb_ops jsonb_path_ops tsvector_ops",
    },
    Method {
        name: "spgist",
        unique: false,
        multicolumn: false,
        include: true,
        ordered: false,
        exclude: true,
        types: "box inet point polygon text varchar cidr",
        arrays: false,
        enums: false,
        ranges: true,
        multiranges: false,
        classes: "box_ops inet_ops kd_point_ops poly_ops quad_point_ops range_ops text_ops",
    },
    Method {
        name: "brin",
        unique: false,
        multicolumn: true,
        include: false,
        ordered: false,
        exclude: false,
        types: "bit box bpchar bytea char date float4 float8 inet int2 int4 int8 interval macaddr \
                macaddr8 name numeric oid pg_lsn text tid time timestamp timestamptz timetz uuid \
                varbit varchar cidr regclass regproc regtype regnamespace regrole regoper \
                regoperator regprocedure regconfig regdictionary regcollation",
        arrays: false,
        enums: false,
        ranges: true,
        multiranges: false,
        classes: "bit_minmax_ops box_inclusion_ops bpchar_bloom_ops bpchar_minmax_ops \
                  bytea_bloom_ops bytea_minmax_ops char_bloom_ops char_minmax_ops date_bloom_ops \
                  date_minmax_multi_ops date_minmax_ops float4_bloom_ops float4_minmax_multi_ops \
                  float4_minmax_ops float8_bloom_ops float8_minmax_multi_ops float8_minmax_ops \
                  inet_bloom_ops inet_inclusion_ops inet_minmax_multi_ops inet_minmax_ops \
                  int2_bloom_ops int2_minmax_multi_ops int2_minmax_ops int4_bloom_ops \
                  int4_minmax_multi_ops int4_minmax_ops int8_bloom_ops int8_minmax_multi_ops \
                  int8_minmax_ops interval_bloom_ops interval_minmax_multi_ops \
                  interval_minmax_ops macaddr8_bloom_ops macaddr8_minmax_multi_ops \
                  macaddr8_minmax_ops macaddr_bloom_ops macaddr_minmax_multi_ops \
                  macaddr_minmax_ops name_bloom_ops name_minmax_ops numeric_bloom_ops \
                  numeric_minmax_multi_ops numeric_minmax_ops oid_bloom_ops \
                  oid_minmax_multi_ops oid_minmax_ops pg_lsn_bloom_ops pg_lsn_minmax_multi_ops \
                  pg_lsn_minmax_ops range_inclusion_ops text_bloom_ops text_minmax_ops \
                  tid_bloom_ops tid_minmax_multi_ops tid_minmax_ops time_bloom_ops \
                  time_minmax_multi_ops time_minmax_ops timestamp_bloom_ops \
                  timestamp_minmax_multi_ops timestamp_minmax_ops timestamptz_bloom_ops \
                  timestamptz_minmax_multi_ops timestamptz_minmax_ops timetz_bloom_ops \
                  timetz_minmax_multi_ops timetz_minmax_ops uuid_bloom_ops \
                  uuid_minmax_multi_ops uuid_minmax_ops varbit_minmax_ops",
    },
];

/// The access method of a name, when it is PostgreSQL's own.
pub(super) fn method(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name == name)
}

/// Whether an operator class is PostgreSQL's own and takes no parameters, as
/// none of btree and hash does.
pub(super) fn has_no_options(method_name: &str, class: &str) -> bool {
    ["btree", "hash"].contains(&method_name)
        && method(method_name)
            .is_some_and(|method| method.classes.split_whitespace().any(|own| own == class))
}

/// Extensions that bring an access method.
const EXTENSION_METHODS: [(&str, &str); 5] = [
    ("bloom", "bloom"),
    ("hnsw", "vector"),
    ("ivfflat", "vector"),
    ("rum", "rum"),
    ("bm25", "pg_search"),
];

/// Extensions that bring operator classes for types of PostgreSQL's own.
const EXTENSION_CLASSES: [&str; 4] = ["btree_gist", "btree_gin", "pg_trgm", "intarray"];

/// What the name of an operator class holds that an extension brings.
const EXTENSION_OPCLASSES: [(&str, &str); 14] = [
    ("trgm_ops", "pg_trgm"),
    ("hstore_ops", "hstore"),
    ("citext", "citext"),
    ("ltree_ops", "ltree"),
    ("gist__int", "intarray"),
    ("gin__int_ops", "intarray"),
    ("cube_ops", "cube"),
    ("seg_ops", "seg"),
    ("isbn", "isn"),
    ("vector_", "vector"),
    ("halfvec_", "vector"),
    ("geometry_ops", "postgis"),
    ("geography_ops", "postgis"),
    ("gist_", "btree_gist"),
];

/// The extension that brings an operator class of a name, as far as one of
/// PostgreSQL's own does.
pub(super) fn brings_class(class: &str) -> Option<&'static str> {
    EXTENSION_OPCLASSES
        .iter()
        .find(|(pattern, _)| class.contains(pattern))
        .map(|(_, extension)| *extension)
}

/// The extension that lets a method index a type, with its operator class.
pub(super) fn extension_for(method: &str, ty: &TypeUse) -> Option<(&'static str, &'static str)> {
    let builtin = builtin::by_oid(ty.id).filter(|_| !ty.array)?;
    let is_text = matches!(builtin.name, "text" | "varchar" | "bpchar");
    let is_plain = is_text
        || matches!(
            builtin.name,
            "int2"
                | "int4"
                | "int8"
                | "float4"
                | "float8"
                | "numeric"
                | "date"
                | "time"
                | "timestamp"
                | "timestamptz"
                | "timetz"
                | "interval"
                | "inet"
                | "cidr"
                | "uuid"
                | "bool"
                | "bytea"
                | "money"
                | "oid"
        );
    match method {
        "gin" if is_text => Some(("pg_trgm", "gin_trgm_ops")),
        "gin" if is_plain => Some(("btree_gin", "")),
        "gist" if is_plain => Some(("btree_gist", "")),
        _ => None,
    }
}

/// Equality operators of btree between two types: the key's and the other.
const CROSS_EQUAL: [(u32, u32); 16] = [
    (19, 25),
    (20, 21),
    (20, 23),
    (21, 20),
    (21, 23),
    (23, 20),
    (23, 21),
    (25, 19),
    (700, 701),
    (701, 700),
    (1082, 1114),
    (1082, 1184),
    (1114, 1082),
    (1114, 1184),
    (1184, 1082),
    (1184, 1114),
];

/// Whether an answer is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Certain {
    /// Yes, or nobody can tell.
    Maybe,
    /// Certainly not.
    No,
}

impl Catalog {
    /// Whether an access method of that name exists.
    pub(super) fn method_exists(&self, name: &str) -> bool {
        method(name).is_some()
            || self.created.contains(Unkept::AccessMethod)
            || self.extensions.iter().any(|(extension, found)| {
                !found.known || EXTENSION_METHODS.contains(&(name, extension.as_str()))
            })
    }

    /// Whether there may be an access method of tables that is not PostgreSQL's own:
    /// a created one, or one of an extension whose objects are not known.
    pub(super) fn may_have_table_method(&self) -> bool {
        self.created.contains(Unkept::AccessMethod)
            || self.extensions.values().any(|extension| !extension.known)
    }

    /// Whether an operator class of that name can exist for the method.
    pub(super) fn opclass_exists(&self, method_name: &str, class: &str) -> bool {
        method(method_name).is_none_or(|method| {
            method
                .classes
                .split_whitespace()
                .any(|known| known == class)
        }) || self
            .created_opclasses(method_name)
            .any(|name| name == class)
            || self.registry_unsure.contains(RegistryKind::OperatorClass)
            || self
                .extensions
                .keys()
                .any(|extension| extension != "plpgsql")
    }

    /// Names of the operator classes for a method that the history has created.
    fn created_opclasses(&self, method: &str) -> impl Iterator<Item = &str> {
        self.registry
            .of_kind(RegistryKind::OperatorClass)
            .filter(move |(_, entry)| entry.method.as_deref() == Some(method))
            .map(|(_, entry)| entry.name.as_str())
    }

    /// Whether a type has a default operator class for the method.
    pub(super) fn default_opclass(&self, method_name: &str, ty: &ColumnType) -> Certain {
        let known = self.own_opclass(method_name, ty);
        if known == Certain::No
            && (self.created_opclasses(method_name).next().is_some()
                || self.registry_unsure.contains(RegistryKind::OperatorClass)
                || self.extensions.iter().any(|(name, found)| {
                    !found.known || EXTENSION_CLASSES.contains(&name.as_str())
                }))
        {
            return Certain::Maybe;
        }
        known
    }

    /// The same without extensions.
    fn own_opclass(&self, method_name: &str, ty: &ColumnType) -> Certain {
        let (Some(method), ColumnType::Known(ty)) = (method(method_name), ty) else {
            return Certain::Maybe;
        };
        let base = self.base_type(ty);
        let yes = |yes: bool| if yes { Certain::Maybe } else { Certain::No };
        if base.array {
            yes(method.arrays)
        } else if let Some(user) = self.ty(base.id) {
            match user.kind {
                TypeKind::Enum(_) => yes(method.enums),
                TypeKind::Range { .. } => yes(method.ranges),
                TypeKind::Multirange(_) => yes(method.multiranges),
                TypeKind::Composite(_) | TypeKind::Row(_) => yes(method
                    .types
                    .split_whitespace()
                    .any(|known| known == "record")),
                TypeKind::Domain(_) | TypeKind::Base | TypeKind::Shell => Certain::Maybe,
            }
        } else if let Some(builtin) = builtin::by_oid(base.id) {
            match builtin.kind {
                BuiltinKind::Range => yes(method.ranges),
                BuiltinKind::Multirange => yes(method.multiranges),
                BuiltinKind::Pseudo => Certain::No,
                BuiltinKind::Base => yes(method
                    .types
                    .split_whitespace()
                    .any(|known| known == builtin.name)),
            }
        } else {
            Certain::Maybe
        }
    }

    /// The extension here that brings an operator class of that name.
    pub(super) fn opclass_extension(&self, class: &str) -> Option<&'static str> {
        if METHODS.iter().any(|method| {
            method
                .classes
                .split_whitespace()
                .any(|known| known == class)
        }) {
            return None;
        }
        let extension = brings_class(class)?;
        self.extensions.contains_key(extension).then_some(extension)
    }

    /// The extension that an index key needs: that of its operator class, or
    /// the one that makes its type usable with the method.
    pub(super) fn key_extension(
        &self,
        method_name: &str,
        class: Option<&str>,
        ty: Option<&ColumnType>,
    ) -> Option<&'static str> {
        if let Some(class) = class {
            let bare = class.split('(').next().unwrap_or(class);
            let bare = bare.rsplit('.').next().unwrap_or(bare).trim_matches('"');
            if let Some(found) = self.opclass_extension(bare) {
                return Some(found);
            }
        }
        let by_type = match method_name {
            "gist" => "btree_gist",
            "gin" => "btree_gin",
            _ => return None,
        };
        let known = self.extensions.contains_key(by_type);
        (known && self.own_opclass(method_name, ty?) == Certain::No).then_some(by_type)
    }

    /// Whether an operator class of PostgreSQL's own takes a type.
    pub(super) fn opclass_accepts(&self, class: &str, ty: &TypeUse) -> Certain {
        let suffixes = [
            "_minmax_multi_ops",
            "_minmax_ops",
            "_bloom_ops",
            "_pattern_ops",
            "_ops",
        ];
        let Some(wanted) = suffixes
            .iter()
            .find_map(|suffix| class.strip_suffix(suffix))
            .and_then(|name| builtin::by_name(name, self.version))
        else {
            return Certain::Maybe;
        };
        let base = self.base_type(ty);
        let Some(given) = builtin::by_oid(base.id) else {
            return Certain::Maybe;
        };
        if self.opclass_extension(class).is_some() || given.kind != BuiltinKind::Base {
            return Certain::Maybe;
        }
        let text = |id: u32| matches!(id, 25 | 1042 | 1043);
        let net = |id: u32| matches!(id, 650 | 869);
        let bits = |id: u32| matches!(id, 1560 | 1562);
        let (a, b) = (wanted.id.0, base.id.0);
        let same = a == b
            || (text(a) && text(b))
            || (net(a) && net(b))
            || (bits(a) && bits(b))
            // An integer is read as an oid with no conversion.
            || (a == 26 && b == 23)
            || given.name.starts_with("reg");
        if same && !base.array {
            Certain::Maybe
        } else {
            Certain::No
        }
    }

    /// The name of the default operator class, where it is certain.
    pub(super) fn default_opclass_name(
        &self,
        method_name: &str,
        ty: &ColumnType,
    ) -> Option<String> {
        let ColumnType::Known(ty) = ty else {
            return None;
        };
        let base = self.base_type(ty);
        let brin = method_name == "brin";
        if base.array {
            return Some("array_ops".to_owned());
        }
        let name = match self.ty(base.id).map(|ty| &ty.kind) {
            Some(TypeKind::Enum(_)) => "enum",
            Some(TypeKind::Range { .. }) => "range",
            Some(TypeKind::Multirange(_)) => "multirange",
            Some(TypeKind::Composite(_) | TypeKind::Row(_)) => "record",
            Some(TypeKind::Domain(_) | TypeKind::Base | TypeKind::Shell) => return None,
            None => {
                let builtin = builtin::by_oid(base.id)?;
                match (builtin.kind, builtin.name) {
                    (BuiltinKind::Range, _) => "range",
                    (BuiltinKind::Multirange, _) => "multirange",
                    (_, "varchar") => "text",
                    (_, "cidr") => "inet",
                    (_, "polygon") => "poly",
                    (_, "point") if method_name == "spgist" => "quad_point",
                    (_, name) => name,
                }
            }
        };
        // The one of gist is no default.
        if method_name == "gist" && name == "inet" {
            return None;
        }
        Some(match (brin, name) {
            (true, "range" | "box" | "inet") => format!("{name}_inclusion_ops"),
            (true, _) => format!("{name}_minmax_ops"),
            (false, _) => format!("{name}_ops"),
        })
    }

    /// Whether a foreign key of type `fk` can reference a key of type `pk`:
    /// an equality operator between them, or an implicit cast to the key's.
    pub(super) fn can_reference(&self, pk: &TypeUse, fk: &TypeUse) -> Certain {
        let pk = self.base_type(pk);
        let fk = self.base_type(fk);
        if pk.id == fk.id && pk.array == fk.array {
            return Certain::Maybe;
        }
        if pk.array || fk.array {
            return Certain::No;
        }
        let extension_base = |id: TypeId| {
            self.ty(id)
                .filter(|ty| matches!(ty.kind, TypeKind::Base))
                .map(|ty| ty.name.as_str())
        };
        match (extension_base(pk.id), extension_base(fk.id)) {
            // citext goes to text by itself, text to citext only by assignment.
            (Some("citext"), None) => return Certain::No,
            (None, None) => {}
            _ => return Certain::Maybe,
        }
        if self.ty(pk.id).is_some() || self.ty(fk.id).is_some() {
            return Certain::No;
        }
        // The type that the default operator class of the key takes.
        let input = match pk.id.0 {
            1043 => 25,
            650 => 869,
            other => other,
        };
        let fk = fk.id.0;
        if input == fk
            || CROSS_EQUAL.contains(&(input, fk))
            || is_implicit(TypeId(fk), TypeId(input))
        {
            return Certain::Maybe;
        }
        // An object identifier's alias, compared as oid.
        let alias =
            |id: u32| builtin::by_oid(TypeId(id)).is_some_and(|ty| ty.name.starts_with("reg"));
        if alias(input) || alias(fk) {
            return Certain::Maybe;
        }
        Certain::No
    }

    /// Whether a value of one type can be assigned to another with no USING.
    pub(super) fn can_assign(&self, from: &TypeUse, to: &TypeUse) -> Certain {
        if from.id == to.id && from.array == to.array {
            return Certain::Maybe;
        }
        let from = self.base_type(from);
        let to = self.base_type(to);
        if from.id == to.id && from.array == to.array {
            return Certain::Maybe;
        }
        let is_text = |ty: &TypeUse| !ty.array && matches!(ty.id.0, 25 | 1042 | 1043 | 19 | 18);
        // Anything goes to text by its output function.
        if !to.array && matches!(to.id.0, 25 | 1042 | 1043) {
            return Certain::Maybe;
        }
        if from.array != to.array {
            return Certain::No;
        }
        let extension_base = |id: TypeId| {
            self.ty(id)
                .is_some_and(|ty| matches!(ty.kind, TypeKind::Base | TypeKind::Shell))
        };
        if extension_base(from.id) || extension_base(to.id) {
            return Certain::Maybe;
        }
        if from.array {
            return self.can_assign(&from.element(), &to.element());
        }
        if self.ty(from.id).is_some() || self.ty(to.id).is_some() {
            let composite = |id: TypeId| {
                self.ty(id)
                    .is_some_and(|ty| matches!(ty.kind, TypeKind::Composite(_) | TypeKind::Row(_)))
            };
            if composite(from.id) || composite(to.id) {
                return Certain::Maybe;
            }
            return Certain::No;
        }
        if is_implicit(from.id, to.id) || is_assignment(from.id, to.id) {
            return Certain::Maybe;
        }
        let plain = |ty: &TypeUse| {
            builtin::by_oid(ty.id).is_some_and(|found| {
                found.kind == BuiltinKind::Base && !found.name.starts_with("reg")
            })
        };
        if is_text(&from) && plain(&to) || plain(&from) && plain(&to) {
            return Certain::No;
        }
        let range = |ty: &TypeUse| {
            builtin::by_oid(ty.id).is_some_and(|found| matches!(found.kind, BuiltinKind::Range))
        };
        if range(&from) || range(&to) {
            return Certain::No;
        }
        Certain::Maybe
    }
}
