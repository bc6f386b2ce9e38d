-- revision: 20250819_1200_task_46_payment_provider
-- down_revision: 20250819_0000_task_47_notification_service
-- labels: billing, payments
--
-- Payments that know no provider's peculiarities, and the webhook events of the providers.

-- +up
CREATE TYPE payment_status AS ENUM ('created', 'pending', 'succeeded', 'failed', 'cancelled', 'refunded');
COMMENT ON TYPE payment_status IS 'Where a payment stands, whatever the provider calls it.';

CREATE TYPE webhook_state AS ENUM ('received', 'processed', 'ignored', 'failed');
COMMENT ON TYPE webhook_state IS 'What became of a webhook event.';

CREATE TABLE payment_providers (
    code text NOT NULL,
    name text NOT NULL,
    is_enabled boolean NOT NULL DEFAULT true,
    supported_currencies text[] NOT NULL DEFAULT '{TRY}',
    CONSTRAINT payment_providers_pkey PRIMARY KEY (code),
    CONSTRAINT payment_providers_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    CONSTRAINT payment_providers_supported_currencies_check CHECK (
        cardinality(supported_currencies) > 0 AND array_position(supported_currencies, NULL) IS NULL
    )
);
COMMENT ON TABLE payment_providers IS 'Services that take money; their credentials are not kept here.';

CREATE TABLE payments (
    id bigint GENERATED ALWAYS AS IDENTITY,
    public_id uuid NOT NULL DEFAULT gen_random_uuid(),
    invoice_id bigint NOT NULL,
    provider_code text NOT NULL,
    provider_payment_id text,
    idempotency_record_id bigint,
    status payment_status NOT NULL DEFAULT 'created',
    currency currency_code NOT NULL DEFAULT 'TRY',
    minor_units smallint NOT NULL DEFAULT 2,
    amount money_amount NOT NULL,
    refunded_amount money_amount NOT NULL DEFAULT 0,
    card_last_four char(4),
    provider_token text,
    failure_code text,
    failure_message text,
    captured_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT payments_pkey PRIMARY KEY (id),
    CONSTRAINT payments_public_id_key UNIQUE (public_id),
    CONSTRAINT payments_provider_code_provider_payment_id_key UNIQUE (provider_code, provider_payment_id),
    CONSTRAINT payments_invoice_id_fkey FOREIGN KEY (invoice_id, currency, minor_units)
        REFERENCES invoices (id, currency, minor_units) ON DELETE RESTRICT,
    CONSTRAINT payments_provider_code_fkey FOREIGN KEY (provider_code)
        REFERENCES payment_providers (code) ON UPDATE CASCADE ON DELETE RESTRICT,
    CONSTRAINT payments_idempotency_record_id_fkey FOREIGN KEY (idempotency_record_id)
        REFERENCES idempotency_records (id) ON DELETE SET NULL,
    CONSTRAINT payments_amount_check CHECK (amount > 0 AND amount = round(amount, minor_units)),
    CONSTRAINT payments_refunded_amount_check CHECK (
        refunded_amount BETWEEN 0 AND amount AND refunded_amount = round(refunded_amount, minor_units)
    ),
    CONSTRAINT payments_card_last_four_check CHECK (card_last_four ~ '^[0-9]{4}$'),
    CONSTRAINT payments_captured_at_check CHECK (
        (captured_at IS NOT NULL) = (status IN ('succeeded', 'refunded'))
    ),
    CONSTRAINT payments_failure_code_check CHECK (status <> 'failed' OR failure_code IS NOT NULL),
    CONSTRAINT payments_refund_check CHECK (
        CASE status WHEN 'refunded' THEN refunded_amount > 0 WHEN 'succeeded' THEN true ELSE refunded_amount = 0 END
    )
);
CREATE INDEX payments_invoice_id_currency_minor_units_idx ON payments (invoice_id, currency, minor_units);
CREATE INDEX payments_idempotency_record_id_idx ON payments (idempotency_record_id);
CREATE INDEX payments_open_idx ON payments (created_at) WHERE status IN ('created', 'pending');
COMMENT ON TABLE payments IS 'Money asked for an invoice through a provider, always in the invoice''s own currency.';
COMMENT ON COLUMN payments.provider_payment_id IS 'The provider''s identifier; NULL until it has answered.';
COMMENT ON COLUMN payments.amount IS 'What was asked for. @money(currency = currency)';
COMMENT ON COLUMN payments.refunded_amount IS 'What went back, at most amount. @money(currency = currency)';
COMMENT ON COLUMN payments.card_last_four IS 'For the customer to recognise the card. @pii';
COMMENT ON COLUMN payments.provider_token IS 'Token of the stored card at the provider. @secret';

CREATE TRIGGER payments_touch_updated_at
    BEFORE UPDATE ON payments
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE payment_webhook_events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    provider_code text NOT NULL,
    provider_event_id text NOT NULL,
    event_type text NOT NULL,
    payment_id bigint,
    state webhook_state NOT NULL DEFAULT 'received',
    payload jsonb NOT NULL,
    signature_valid boolean NOT NULL,
    received_count integer NOT NULL DEFAULT 1,
    received_at timestamptz NOT NULL DEFAULT now(),
    processed_at timestamptz,
    error_message text,
    CONSTRAINT payment_webhook_events_pkey PRIMARY KEY (id),
    CONSTRAINT payment_webhook_events_provider_code_provider_event_id_key UNIQUE (provider_code, provider_event_id),
    CONSTRAINT payment_webhook_events_provider_code_fkey FOREIGN KEY (provider_code)
        REFERENCES payment_providers (code) ON UPDATE CASCADE ON DELETE RESTRICT,
    CONSTRAINT payment_webhook_events_payment_id_fkey FOREIGN KEY (payment_id)
        REFERENCES payments (id) ON DELETE RESTRICT,
    CONSTRAINT payment_webhook_events_received_count_check CHECK (received_count > 0),
    CONSTRAINT payment_webhook_events_signature_valid_check CHECK (signature_valid OR state <> 'processed'),
    CONSTRAINT payment_webhook_events_processed_at_check CHECK (
        (processed_at IS NULL) = (state = 'received') AND processed_at >= received_at
    )
);
CREATE INDEX payment_webhook_events_payment_id_idx ON payment_webhook_events (payment_id);
CREATE INDEX payment_webhook_events_waiting_idx ON payment_webhook_events (received_at) WHERE state = 'received';
COMMENT ON TABLE payment_webhook_events IS 'What providers told us, once per provider and event however often it is delivered.';
COMMENT ON COLUMN payment_webhook_events.payload IS 'The event as received. @pii';
COMMENT ON COLUMN payment_webhook_events.received_count IS 'How often the same event was delivered.';

-- +down
DROP TABLE payment_webhook_events;
DROP TABLE payments;
DROP TABLE payment_providers;
DROP TYPE webhook_state;
DROP TYPE payment_status;
