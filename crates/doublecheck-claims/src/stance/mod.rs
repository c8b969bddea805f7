//! How a text stands to a headline: it agrees, disagrees, discusses it, or is about something else.
