//! `#[derive(Record)]`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::ext::IdentExt as _;
use syn::{DeriveInput, Field, Path};

use crate::attribute::{
    Faults, Form, Key, Keys, NO_PRELUDE, at, diagnostic, krate, last, required,
};
use crate::input::{fields, marker, plain};

const DERIVE: &str = "#[derive(Record)]";
const TABLE: Key = Key("table", Form::Path, "path::of::the::generated_module");
const STRUCT: &[Key] = &[
    TABLE,
    Key("crate", Form::Path, "path::to::pgbindgen"),
    NO_PRELUDE,
];
const FIELD: &[Key] = &[
    Key("rename", Form::Name, "\"field_of_the_generated_row\""),
    Key("own_type", Form::Flag, ""),
    Key("flatten", Form::Flag, ""),
    Key("skip", Form::Flag, ""),
    Key("default", Form::Expression, "expression"),
];

/// What the fields have from the struct.
struct OfType<'a> {
    krate: &'a TokenStream,
    keys: &'a Keys,
}

/// What the fields expand to.
#[derive(Default)]
struct Parts {
    /// Aliases, traits and checks.
    items: TokenStream,
    /// The places in the table, a slice a field.
    places: Vec<TokenStream>,
    /// The fields of the struct's literal.
    values: Vec<TokenStream>,
    /// How many columns the flattened records before this one have.
    before: TokenStream,
    /// How many columns of the struct's own come before this one.
    own: usize,
    /// The row struct of the table, by the first column.
    row: Option<TokenStream>,
    /// The same, by the first flattened record.
    flat: Option<TokenStream>,
}

pub(crate) fn expand(input: &DeriveInput, faults: &mut Faults) -> Option<TokenStream> {
    let keys = Keys::read(&input.attrs, STRUCT, "a record", faults);
    let name = &input.ident;
    let fields = fields(input, DERIVE, faults)?;
    if !plain(input, "a record", faults) {
        return None;
    }
    let table = required(&keys, &TABLE, DERIVE, name, faults)?;
    // Generated modules are in small letters.
    if let Some(last) = table.segments.last()
        && last.ident.to_string().starts_with(char::is_uppercase)
    {
        faults.at(
            last.ident.span(),
            format!(
                "`table` is the generated module of the table, and `{}` is a type: leave the last part out",
                last.ident
            ),
        );
        return None;
    }
    let krate = krate(&keys);
    let of_type = OfType {
        krate: &krate,
        keys: &keys,
    };
    let mut parts = Parts::default();
    for (index, field) in fields.iter().enumerate() {
        self::field(index, field, table, &of_type, &mut parts, faults);
    }
    let Parts {
        items,
        places,
        values,
        before,
        own,
        row,
        flat,
    } = parts;
    let Some(row) = row.or(flat) else {
        faults.at(name.span(), "a record reads one column at least");
        return None;
    };
    Some(quote! {
        #items
        type __Row = #row;
        const __TABLE: &#krate::TableSql = <__Row as #krate::Table>::SQL;
        const __PLACES: [usize; #own #before] = #krate::places(&[#(#places),*]);
        const __LIST: [u8; #krate::list_len(__TABLE, &__PLACES)] = #krate::list(__TABLE, &__PLACES);
        const __OIDS: [u32; #own #before] = #krate::oids(__TABLE, &__PLACES);
        impl #krate::Project for #name {
            type Table = __Row;
            const SELECT: &'static str = match ::core::str::from_utf8(&__LIST) {
                ::core::result::Result::Ok(list) => list,
                ::core::result::Result::Err(_) => "",
            };
            const PLACES: &'static [usize] = &__PLACES;
            fn projection() -> &'static #krate::Projection {
                static P: #krate::Projection =
                    #krate::Projection::new(<#name as #krate::Project>::SELECT, &__OIDS);
                &P
            }
            fn decode_at(
                __row: &#krate::Row<'_>,
                __at: usize,
            ) -> ::core::result::Result<Self, #krate::Error> {
                ::core::result::Result::Ok(Self { #(#values),* })
            }
        }
        impl #krate::Record for #name {
            fn decode(row: &#krate::Row<'_>) -> ::core::result::Result<Self, #krate::Error> {
                <Self as #krate::Project>::decode_at(row, 0)
            }
        }
    })
}

fn field(
    index: usize,
    field: &Field,
    table: &Path,
    of_type: &OfType<'_>,
    parts: &mut Parts,
    faults: &mut Faults,
) {
    let Some(ident) = &field.ident else { return };
    let krate = of_type.krate;
    let keys = Keys::read(&field.attrs, FIELD, "a record's field", faults);
    keys.conflict("skip", &["rename", "own_type", "flatten"], faults);
    keys.conflict("flatten", &["rename", "own_type"], faults);
    let ty = &field.ty;
    if keys.span("skip").is_some() {
        let value = keys.expression("default").map_or_else(
            || quote_spanned!(at(ty)=> <#ty as ::core::default::Default>::default()),
            |expression| quote!(#expression),
        );
        parts.values.push(quote!(#ident: #value));
        return;
    }
    if let Some(span) = keys.span("default") {
        faults.at(
            span,
            "`default` is for a field with `skip`: a column is read from the database",
        );
    }
    let own = parts.own;
    let before = &parts.before;
    if keys.span("flatten").is_some() {
        // The bound of `Flat` is what says that the other record is of this table.
        let flat = quote_spanned!(at(ty)=> #krate::flat::<#ty, __Row>());
        parts.values.push(quote_spanned! {at(ty)=>
            #ident: (#flat.decode)(__row, __at + #own #before)?
        });
        parts.before.extend(quote!(+ #flat.places.len()));
        parts.places.push(quote!(#flat.places));
        parts
            .flat
            .get_or_insert_with(|| quote_spanned!(at(ty)=> <#ty as #krate::Project>::Table));
        return;
    }
    let column = keys.name("rename").unwrap_or(ident);
    let alias = format_ident!("__C{index}");
    let mut found = marker(column);
    found.set_span(column.span());
    let check = format_ident!("__F{index}");
    parts
        .items
        .extend(quote!(type #alias = #table::columns::#found;));
    let described = Described {
        check: &check,
        column: &alias,
        of_type,
        message: format!(
            "column `{}` of `{}` is `{{R}}`",
            column.unraw(),
            last(table)
        ),
    };
    if keys.span("own_type").is_some() {
        parts.items.extend(described.own_type(ty));
    } else {
        parts.items.extend(described.same_type());
    }
    parts
        .row
        .get_or_insert_with(|| quote!(<#alias as #krate::Column>::Table));
    parts
        .places
        .push(quote!(&[<#alias as #krate::Column>::PLACE]));
    let rust = quote!(<#alias as #krate::Column>::Rust);
    parts.values.push(quote_spanned! {at(ty)=>
        #ident: <#ty as #check<#rust>>::get(__row, __at + #own #before)?
    });
    parts.own += 1;
}

/// A trait of one field, so that what rustc says can name the column.
struct Described<'a> {
    check: &'a Ident,
    column: &'a Ident,
    of_type: &'a OfType<'a>,
    message: String,
}

impl Described<'_> {
    fn declare(&self, note: &str) -> TokenStream {
        let Self {
            check,
            of_type,
            message,
            ..
        } = self;
        let krate = of_type.krate;
        let text = diagnostic(
            of_type.keys,
            &quote! {
                on_unimplemented(
                    message = #message,
                    label = "this field is `{Self}`",
                    note = #note
                )
            },
        );
        quote! {
            #text
            trait #check<R>: ::core::marker::Sized {
                const IS_ONE_TYPE: bool;
                fn get(
                    row: &#krate::Row<'_>,
                    i: usize,
                ) -> ::core::result::Result<Self, #krate::Error>;
            }
        }
    }

    fn get(&self) -> TokenStream {
        let Self {
            column, of_type, ..
        } = self;
        let krate = of_type.krate;
        quote! {
            #[inline]
            fn get(
                row: &#krate::Row<'_>,
                i: usize,
            ) -> ::core::result::Result<Self, #krate::Error> {
                row.get::<<#column as #krate::Column>::Pg, T>(i)
            }
        }
    }

    /// The field's type is that of the generated row.
    fn same_type(&self) -> TokenStream {
        let Self {
            check,
            column,
            of_type,
            ..
        } = self;
        let krate = of_type.krate;
        let hidden = diagnostic(of_type.keys, &quote!(do_not_recommend));
        let declared = self.declare(
            "a type of your own that can be read from the column is allowed with `#[pgbindgen(own_type)]`",
        );
        let get = self.get();
        quote! {
            #declared
            #hidden
            impl<T: #krate::Decode<<#column as #krate::Column>::Pg>> #check<T> for T {
                const IS_ONE_TYPE: bool = true;
                #get
            }
        }
    }

    /// The field's type is one that can be read from the column, NULL included.
    fn own_type(&self, ty: &syn::Type) -> TokenStream {
        let Self {
            check,
            column,
            of_type,
            message,
        } = self;
        let krate = of_type.krate;
        let hidden = diagnostic(of_type.keys, &quote!(do_not_recommend));
        let declared = self.declare(
            "a type of your own implements `Decode` for the column's PostgreSQL type, and stands in an `Option` when the column can be NULL",
        );
        let get = self.get();
        let other = message.replace(
            " is `{R}`",
            " is of another enum or composite type of the database than this field",
        );
        let span: Span = at(ty);
        let pg = quote!(<#column as #krate::Column>::Pg);
        let one = quote_spanned! {span=>
            const _: () = ::core::assert!(
                <#ty as #check<<#column as #krate::Column>::Rust>>::IS_ONE_TYPE,
                #other
            );
        };
        quote! {
            #declared
            #hidden
            impl<R: #krate::Decode<#pg>, T: #krate::FieldOf<{ <#column as #krate::Column>::NULLABLE }, #pg>> #check<R> for T {
                const IS_ONE_TYPE: bool = #krate::is_one_type(
                    <R as #krate::Decode<#pg>>::TYPE,
                    <T as #krate::Decode<#pg>>::TYPE,
                );
                #get
            }
            #one
        }
    }
}
