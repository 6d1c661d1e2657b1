-- Texts also extend the term of others: what changes the force of a text is one relation more.

DROP INDEX citation_effect;
CREATE INDEX citation_effect ON citation (relation, own, number, folded)
    WHERE relation IN ('repeals', 'replaces', 'revises', 'extends');
