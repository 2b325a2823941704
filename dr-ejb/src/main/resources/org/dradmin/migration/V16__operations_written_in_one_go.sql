-- Looked up for each of ten thousand domains, the operation cost more than writing them down. Results are written only
-- by the journal, in transactions that have renewed the operation's lease and so hold its row.
${postgresql}ALTER TABLE domain_result DROP CONSTRAINT domain_result_operation_id_fkey;
