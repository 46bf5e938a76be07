//! Dafu's page.
