//! How a view holds deeper ones.

/// A view that may hold a deeper one.
pub trait Sees<V> {
    /// The deeper view, where it exists.
    fn view(&self) -> Option<&V>;
}

/// A view holds itself.
macro_rules! sees_itself {
    ($($view:ident),* $(,)?) => {
        $(impl<'c> Sees<$view<'c>> for $view<'c> {
            fn view(&self) -> Option<&$view<'c>> {
                Some(self)
            }
        })*
    };
}

/// A view holds deeper ones in its fields: `Outer { field: Deeper }`.
macro_rules! sees {
    ($outer:ident { $($field:ident: $deeper:ident),* $(,)? }) => {
        $(impl<'c> Sees<$deeper<'c>> for $outer<'c> {
            fn view(&self) -> Option<&$deeper<'c>> {
                self.$field.as_ref()
            }
        })*
    };
}

/// A view is the deepest one that can be made, and is seen as each one around that: `Outer { Shallow: View, Deep: View }`.
macro_rules! sees_deepest {
    ($outer:ident {}) => {};
    ($outer:ident { $variant:ident: $view:ident $(, $deeper:ident: $deeper_view:ident)* $(,)? }) => {
        impl<'c> Sees<$view<'c>> for $outer<'c> {
            fn view(&self) -> Option<&$view<'c>> {
                match self {
                    $outer::$variant(view) => Some(view),
                    $($outer::$deeper(view) => Some(view),)*
                    // Nothing is left where it is the first.
                    #[allow(unreachable_patterns)]
                    _ => None,
                }
            }
        }

        sees_deepest!($outer { $($deeper: $deeper_view),* });
    };
}

/// A deeper view is used like the one that it was made of.
macro_rules! extends {
    ($($deeper:ident { $field:ident: $outer:ident }),* $(,)?) => {
        $(impl<'c> std::ops::Deref for $deeper<'c> {
            type Target = $outer<'c>;

            fn deref(&self) -> &$outer<'c> {
                &self.$field
            }
        })*
    };
}

pub(super) use {extends, sees, sees_deepest, sees_itself};
