-- Where a received file came from: JSON of `Origin`, NULL for one that came as it is.
ALTER TABLE source_file ADD COLUMN origin TEXT;
