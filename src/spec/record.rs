//! `record!` and `choice!`: one definition makes the type, its reader and its schema.

macro_rules! record {
    (
        $(#[doc = $doc:literal])+
        $vis:vis struct $Name:ident $(: $clause:ident $argument:ident)? {
            $( $(#[doc = $field_doc:literal])+ $field:ident : $Type:ty $(=> $rule:expr)?, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone)]
        $vis struct $Name {
            $( $(#[doc = $field_doc])+ $vis $field: $Type, )+
        }
    };
}

macro_rules! choice {
    (
        $(#[doc = $doc:literal])+
        pub enum $Name:ident {
            $( $(#[doc = $variant_doc:literal])+ $Variant:ident = $name:literal, )+
        }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $Name {
            $( $(#[doc = $variant_doc])+ #[doc = concat!("\n\nIn specifications: `", $name, "`.")] $Variant, )+
        }

        impl $Name {
            /// All of them, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];

            /// Its name in specifications.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $( Self::$Variant => $name, )+
                }
            }
        }
    };
}

pub(crate) use {choice, record};
