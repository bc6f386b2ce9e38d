//! `#[derive(PgComposite)]`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::DeriveInput;
use syn::ext::IdentExt as _;

use crate::attribute::{
    Faults, Form, Key, Keys, NO_PRELUDE, at, diagnostic, krate, last, required,
};
use crate::input::{fields, marker, plain};

const DERIVE: &str = "#[derive(PgComposite)]";
const TYPE: Key = Key("type", Form::Path, "path::of::the::GeneratedStruct");
const STRUCT: &[Key] = &[
    TYPE,
    Key("crate", Form::Path, "path::to::pgbindgen"),
    NO_PRELUDE,
];
const FIELD: &[Key] = &[Key(
    "rename",
    Form::Name,
    "\"field_of_the_generated_struct\"",
)];

pub(crate) fn expand(input: &DeriveInput, faults: &mut Faults) -> Option<TokenStream> {
    let keys_of_type = Keys::read(&input.attrs, STRUCT, "a composite type", faults);
    let name = &input.ident;
    let fields = fields(input, DERIVE, faults)?;
    if !plain(input, "a composite type", faults) {
        return None;
    }
    let ty = required(&keys_of_type, &TYPE, DERIVE, name, faults)?;
    let krate = krate(&keys_of_type);
    let hidden = diagnostic(&keys_of_type, &quote!(do_not_recommend));

    let mut checks = TokenStream::new();
    let mut theirs: Vec<Ident> = Vec::new();
    let mut locals = Vec::new();
    let mut values = Vec::new();
    let mut sets = Vec::new();
    let mut is_twice = false;
    for (index, field) in fields.iter().enumerate() {
        let Some(ident) = &field.ident else { continue };
        let keys = Keys::read(&field.attrs, FIELD, "a composite type's field", faults);
        let attribute = keys.name("rename").unwrap_or(ident);
        if theirs.contains(attribute) {
            faults.at(
                attribute.span(),
                format!("two fields stand for the attribute `{}`", attribute.unraw()),
            );
            is_twice = true;
            continue;
        }
        let check = format_ident!("__F{index}");
        let local = format_ident!("__v{index}");
        let message = format!(
            "attribute `{}` of `{}` is `{{R}}`",
            attribute.unraw(),
            last(ty)
        );
        let text = diagnostic(
            &keys_of_type,
            &quote!(on_unimplemented(message = #message, label = "this field is `{Self}`")),
        );
        checks.extend(quote! {
            #text
            trait #check<R>: ::core::marker::Sized {
                fn of(value: R) -> Self;
                fn as_attribute(&self) -> ::core::option::Option<&R>;
            }
            #hidden
            impl<T> #check<T> for T {
                fn of(value: T) -> Self {
                    value
                }
                fn as_attribute(&self) -> ::core::option::Option<&T> {
                    ::core::option::Option::Some(self)
                }
            }
            // With one impl alone rustc would take the field's type for the attribute's, and say
            // less well what does not fit.
            #hidden
            impl<T> #check<#krate::Never<T>> for T {
                fn of(value: #krate::Never<T>) -> Self {
                    value.never()
                }
                fn as_attribute(&self) -> ::core::option::Option<&#krate::Never<T>> {
                    ::core::option::Option::None
                }
            }
        });
        let field_type = &field.ty;
        let place = marker(attribute);
        values.push(quote_spanned! {at(field_type)=>
            #ident: <#field_type as #check<_>>::of(#local)
        });
        sets.push(quote_spanned! {at(field_type)=>
            <#ty>::#place.set(<#field_type as #check<_>>::as_attribute(&self.#ident), &mut all);
        });
        theirs.push(attribute.clone());
        locals.push(local);
    }
    if is_twice {
        return None;
    }
    if theirs.is_empty() {
        faults.at(name.span(), "a composite type has one attribute at least");
        return None;
    }
    let count = theirs.len();
    // An attribute that no field stands for is said at the struct's name.
    let mut generated = format_ident!("__Generated");
    generated.set_span(name.span());
    let pattern = quote_spanned!(name.span()=> #generated { #(#theirs: #locals),* });
    Some(quote! {
        #checks
        type __Generated = #ty;
        impl #krate::Decode<#krate::pg::Record> for #name {
            const TYPE: &'static str = <#ty as #krate::Decode<#krate::pg::Record>>::TYPE;
            fn decode(bytes: &[u8]) -> ::core::result::Result<Self, #krate::DecodeError> {
                let #pattern = <#ty as #krate::Decode<#krate::pg::Record>>::decode(bytes)?;
                ::core::result::Result::Ok(Self { #(#values),* })
            }
        }
        impl #krate::Encode<#krate::pg::Record> for #name {
            fn encode(&self) -> #krate::Param<'_> {
                let mut all = [const { #krate::Param::null() }; #count];
                #(#sets)*
                #krate::Param::record(all)
            }
        }
    })
}
