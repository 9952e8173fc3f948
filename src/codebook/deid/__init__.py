"""The entry door: raw text comes in, masked text goes out."""
