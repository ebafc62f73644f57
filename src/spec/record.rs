//! `record!` and `choice!`: one definition makes the type, its reader and its schema.

/// A record. Before the fields may stand `: check f`, a function `fn(&Table, &mut Reader)` of the module `checks` for what
/// holds between fields, or `: shorthand key`, the key that a plain string stands for. After a field's type may stand
/// `=> rule`.
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

        impl $crate::spec::field::Record for $Name {
            const NAME: &'static str = stringify!($Name);

            const DOC: &'static [&'static str] = &[$($doc),+];

            fn keys(schemas: &mut $crate::spec::schema::Schemas) -> Vec<$crate::spec::field::Key> {
                vec![$(
                    $crate::spec::field::Key {
                        name: $crate::spec::record::key(stringify!($field)),
                        doc: &[$($field_doc),+],
                        required: <$Type as $crate::spec::field::Field>::absent().is_none(),
                        schema: <$Type as $crate::spec::field::Field>::schema(
                            $crate::spec::record::record!(@rule $($rule)?),
                            schemas,
                        ),
                    },
                )+]
            }

            fn read(
                table: &$crate::spec::tree::Table<'_>,
                reader: &mut $crate::spec::tree::Reader<'_>,
            ) -> Option<Self> {
                reader.unknown_keys(table, &[$($crate::spec::record::key(stringify!($field))),+]);
                $crate::spec::record::record!(@check $($clause $argument)?, table, reader);
                $(
                    let $field: Option<$Type> = $crate::spec::field::read_field(
                        table,
                        $crate::spec::record::key(stringify!($field)),
                        &[$($field_doc),+],
                        $crate::spec::record::record!(@rule $($rule)?),
                        reader,
                    );
                )+
                Some(Self { $( $field: $field? ),+ })
            }
        }

        impl $crate::spec::field::Field for $Name {
            const TABLE: bool = true;

            fn read(
                node: $crate::spec::tree::Node<'_>,
                _: $crate::spec::rule::Rule,
                reader: &mut $crate::spec::tree::Reader<'_>,
            ) -> Option<Self> {
                $crate::spec::record::record!(@shorthand $($clause $argument)?, node, reader);
                let table = reader.table(node)?;
                <Self as $crate::spec::field::Record>::read(&table, reader)
            }

            fn schema(
                _: $crate::spec::rule::Rule,
                schemas: &mut $crate::spec::schema::Schemas,
            ) -> serde_json::Value {
                let table = schemas.record::<Self>();
                $crate::spec::record::record!(@either $($clause $argument)?, table)
            }
        }
    };

    (@rule) => { $crate::spec::rule::Rule::Free };
    (@rule $rule:expr) => { $rule };

    (@check check $function:ident, $table:ident, $reader:ident) => {
        $crate::spec::checks::$function($table, $reader);
    };
    (@check $($clause:ident $argument:ident)?, $table:ident, $reader:ident) => {};

    (@shorthand shorthand $key:ident, $node:ident, $reader:ident) => {
        if let toml::de::DeValue::String(_) = $node.value {
            let table = $crate::spec::tree::Table::of_one(stringify!($key), $node);
            return <Self as $crate::spec::field::Record>::read(&table, $reader);
        }
    };
    (@shorthand $($clause:ident $argument:ident)?, $node:ident, $reader:ident) => {};

    (@either shorthand $key:ident, $table:ident) => {
        serde_json::json!({ "anyOf": [{ "type": "string" }, $table] })
    };
    (@either $($clause:ident $argument:ident)?, $table:ident) => { $table };
}

/// A choice between a few names.
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

        impl $crate::spec::field::Scalar for $Name {
            fn read(
                node: $crate::spec::tree::Node<'_>,
                _: $crate::spec::rule::Rule,
                reader: &mut $crate::spec::tree::Reader<'_>,
            ) -> Option<Self> {
                $crate::spec::field::read_choice(node, Self::ALL, Self::name, reader)
            }

            fn schema(_: $crate::spec::rule::Rule, _: &mut $crate::spec::schema::Schemas) -> serde_json::Value {
                $crate::spec::schema::choice(&[$( ($name, &[$($variant_doc),+]) ),+])
            }
        }
    };
}

/// The key in TOML of the field called `field`: raw identifiers lose their mark.
pub(crate) fn key(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

pub(crate) use {choice, record};
