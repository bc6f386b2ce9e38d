//! What the derives have in common: the shapes that they take, and the text around their items.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Field, Fields, Ident, Token};

use crate::attribute::Faults;

/// Runs a derive: its items, and a `compile_error!` for each fault.
pub(crate) fn expand(
    input: TokenStream,
    derive: fn(&DeriveInput, &mut Faults) -> Option<TokenStream>,
) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let mut faults = Faults::default();
    let items = derive(&input, &mut faults);
    let faults = faults.into_tokens();
    let items = items.map(|items| {
        quote! {
            #[automatically_derived]
            #[allow(
                dead_code, missing_docs, nonstandard_style, unreachable_code, unreachable_patterns, unused_qualifications,
                clippy::all, clippy::pedantic, clippy::nursery, clippy::restriction
            )]
            const _: () = { #items };
        }
    });
    quote!(#faults #items)
}

/// Says so when the item is generic.
pub(crate) fn plain(input: &DeriveInput, what: &str, faults: &mut Faults) -> bool {
    let generics = &input.generics;
    if let Some(first) = generics.params.first() {
        let message = match first {
            syn::GenericParam::Lifetime(_) => {
                format!(
                    "{what} owns its values and has no lifetime: use `String` for `&str`, `Vec<u8>` for `&[u8]`"
                )
            }
            _ => format!(
                "{what} cannot be generic: the types of its fields are those of the database"
            ),
        };
        faults.at(first.span(), message);
    } else if let Some(clause) = &generics.where_clause {
        faults.at(clause.span(), format!("{what} has no `where` clause"));
    } else {
        return true;
    }
    false
}

/// The fields of a struct with names, or what is wrong with the shape.
pub(crate) fn fields<'i>(
    input: &'i DeriveInput,
    derive: &str,
    faults: &mut Faults,
) -> Option<&'i Punctuated<Field, Token![,]>> {
    let (span, found) = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => return Some(&fields.named),
            Fields::Unnamed(fields) => (fields.span(), "this struct's fields have no names"),
            Fields::Unit => (input.ident.span(), "this struct has no fields"),
        },
        Data::Enum(data) => (data.enum_token.span(), "this is an enum"),
        Data::Union(data) => (data.union_token.span(), "this is a union"),
    };
    faults.at(
        span,
        format!("`{derive}` is for structs with named fields; {found}"),
    );
    None
}

/// The marker of a field: the field without `r#`, each letter in upper case where that has the
/// letter as its only lower case. The generator has the same rule (`ir::names::marker`).
pub(crate) fn marker(field: &Ident) -> Ident {
    let name: String = field
        .unraw()
        .to_string()
        .chars()
        .map(|c| {
            let upper = c.to_uppercase().next().unwrap_or(c);
            if upper.to_lowercase().eq([c]) {
                upper
            } else {
                c
            }
        })
        .collect();
    Ident::new(&name, field.span())
}

/// The same place, as one that a macro wrote: rustc points there and suggests no edit of it.
pub(crate) fn marked(span: Span) -> Span {
    Span::call_site().located_at(span)
}
