-- An operation over many domains rewrites their rows in sets; this is what made each of them dear.

-- What it held stands in proof_after, word for word and as data.
ALTER TABLE step_run DROP COLUMN seen;

-- Two values for all domains: it was never a way to any of them, and had to be kept with each move.
DROP INDEX protected_domain_side;

-- Room beside each row for its next versions, so that indexes need not hear of them.
${postgresql}ALTER TABLE domain_result SET (fillfactor = 35);
${postgresql}ALTER TABLE protected_domain SET (fillfactor = 50);

-- Long texts are packed by the faster way, where this PostgreSQL has it.
${postgresql}DO $$ BEGIN EXECUTE 'ALTER TABLE step_run ALTER proof_before SET COMPRESSION lz4, ALTER proof_switched SET COMPRESSION lz4, ALTER proof_after SET COMPRESSION lz4'; EXECUTE 'ALTER TABLE log_event ALTER targets SET COMPRESSION lz4, ALTER debug_data SET COMPRESSION lz4, ALTER search_text SET COMPRESSION lz4'; EXCEPTION WHEN OTHERS THEN RAISE NOTICE 'Long texts stay packed as they were: %', SQLERRM; END $$;
