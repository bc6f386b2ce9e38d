//! The Rust types that a project names in `pgbindgen.toml`, parsed once.

use crate::diag::{Diagnostic, Span};

/// Checks that `text` is a Rust type that means the same in every module:
/// its paths begin with `crate::`, `::` or `std::`-like roots, so that it can be
/// pasted into nested modules.
///
/// # Errors
/// A diagnostic at `span`, the value's place in `pgbindgen.toml`.
pub fn parse_type(text: &str, span: Span) -> Result<String, Box<Diagnostic>> {
    let fault = |message: String, help: &str| {
        Box::new(
            Diagnostic::error("invalid-rust-type", span, message)
                .with_label("not a type that the bindings can name")
                .with_help(help.to_owned()),
        )
    };
    if text.trim().is_empty() {
        return Err(fault(
            "this names no type".to_owned(),
            "write a type as in Rust: `crate::InvoiceMetadata`",
        ));
    }
    let ty: syn::Type = syn::parse_str(text).map_err(|error| {
        fault(
            format!("`{text}` is not a Rust type: {error}"),
            "write a type as in Rust: `crate::InvoiceMetadata`",
        )
    })?;
    match misplaced(&ty) {
        Some(Misplaced::Path(path)) => Err(fault(
            format!("the path `{path}` depends on where it stands"),
            match path.as_str() {
                "String" => {
                    "begin it with `crate::` or with `::` and the crate's name: `::std::string::String`"
                }
                _ => "begin it with `crate::` or with `::` and the crate's name",
            },
        )),
        Some(Misplaced::Kind) => Err(fault(
            format!("`{text}` is no type that a column can be read as"),
            "name a type that owns its value, by its path: `crate::InvoiceMetadata`",
        )),
        None => Ok(text.trim().to_owned()),
    }
}

/// Checks that `text` is a path to the runtime crate: `::pgbindgen`, `::db_runtime`.
///
/// # Errors
/// A diagnostic at `span`.
pub fn parse_crate_path(text: &str, span: Span) -> Result<String, Box<Diagnostic>> {
    let path: Result<syn::Path, _> = syn::parse_str(text);
    let rooted = path.as_ref().is_ok_and(|path| {
        path.leading_colon.is_some()
            || path
                .segments
                .first()
                .is_some_and(|segment| segment.ident == "crate")
    });
    if rooted {
        return Ok(text.trim().to_owned());
    }
    Err(Box::new(
        Diagnostic::error(
            "invalid-crate-path",
            span,
            format!("`{text}` is not a path to a crate"),
        )
        .with_label("expected `::name`")
        .with_help("write `::` and the name under which Cargo.toml has pgbindgen: `::pgbindgen`"),
    ))
}

/// What keeps a type from being named in the bindings.
enum Misplaced {
    /// A path that is neither absolute nor a primitive.
    Path(String),
    /// A reference, a trait object and the like: nothing is decoded into them.
    Kind,
}

/// The first such part of a type.
fn misplaced(ty: &syn::Type) -> Option<Misplaced> {
    match ty {
        syn::Type::Path(ty) => {
            let path = &ty.path;
            let first = path.segments.first()?;
            let name = first.ident.to_string();
            let primitive = path.segments.len() == 1 && PRIMITIVES.contains(&name.as_str());
            if path.leading_colon.is_none() && name != "crate" && !primitive {
                let names = path.segments.iter();
                let names: Vec<String> = names.map(|one| one.ident.to_string()).collect();
                return Some(Misplaced::Path(names.join("::")));
            }
            path.segments
                .iter()
                .find_map(|segment| match &segment.arguments {
                    syn::PathArguments::AngleBracketed(arguments) => {
                        arguments.args.iter().find_map(|argument| match argument {
                            syn::GenericArgument::Type(ty) => misplaced(ty),
                            _ => None,
                        })
                    }
                    _ => None,
                })
        }
        syn::Type::Array(ty) => misplaced(&ty.elem),
        syn::Type::Paren(ty) => misplaced(&ty.elem),
        syn::Type::Group(ty) => misplaced(&ty.elem),
        syn::Type::Tuple(ty) => ty.elems.iter().find_map(misplaced),
        _ => Some(Misplaced::Kind),
    }
}

const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32",
    "u64", "u128", "usize",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceMap;

    #[test]
    fn types_must_mean_the_same_everywhere() {
        let mut map = SourceMap::default();
        let span = Span::new(map.add("pgbindgen.toml", "x"), 0..1);
        for good in [
            "crate::Meta",
            "::my::Meta",
            "i64",
            "::std::vec::Vec<crate::Tag>",
            "(i32, crate::A)",
        ] {
            assert!(parse_type(good, span).is_ok(), "{good}");
        }
        for bad in [
            "Meta",
            "Vec<i32>",
            "crate::",
            "::std::vec::Vec<Tag>",
            "&str",
            "",
        ] {
            assert!(parse_type(bad, span).is_err(), "{bad}");
        }
        assert!(parse_crate_path("::pgbindgen", span).is_ok());
        assert!(parse_crate_path("crate::rt", span).is_ok());
        assert!(parse_crate_path("pgbindgen", span).is_err());
    }
}
