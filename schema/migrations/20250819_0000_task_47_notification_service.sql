-- revision: 20250819_0000_task_47_notification_service
-- down_revision: 20250818_add_idempotency_records_table
-- labels: notifications
--
-- Notification templates, providers, deliveries with a primary and a fallback provider, and
-- the attempts of each delivery.

-- +up
CREATE TYPE notification_channel AS ENUM ('email', 'sms', 'push');
COMMENT ON TYPE notification_channel IS 'How a message reaches a person.';

CREATE TYPE delivery_status AS ENUM ('pending', 'sending', 'delivered', 'failed', 'cancelled');
COMMENT ON TYPE delivery_status IS 'Where a delivery stands; delivered, failed and cancelled are final.';

CREATE TYPE provider_role AS ENUM ('primary', 'fallback');
COMMENT ON TYPE provider_role IS 'In which role a provider was tried.';

CREATE TABLE notification_templates (
    id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    channel notification_channel NOT NULL,
    language varchar(35) NOT NULL DEFAULT 'tr-TR',
    version integer NOT NULL DEFAULT 1,
    subject text,
    body text NOT NULL,
    placeholders text[] NOT NULL DEFAULT '{}',
    is_current boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT notification_templates_pkey PRIMARY KEY (id),
    CONSTRAINT notification_templates_code_channel_language_version_key UNIQUE (code, channel, language, version),
    CONSTRAINT notification_templates_id_channel_key UNIQUE (id, channel),
    CONSTRAINT notification_templates_code_check CHECK (code ~ '^[a-z][a-z0-9_]{2,62}$'),
    CONSTRAINT notification_templates_version_check CHECK (version > 0),
    CONSTRAINT notification_templates_subject_check CHECK ((channel = 'email') = (subject IS NOT NULL)),
    CONSTRAINT notification_templates_body_check CHECK (char_length(body) BETWEEN 1 AND 20000)
);
CREATE UNIQUE INDEX notification_templates_current_key
    ON notification_templates (code, channel, language) WHERE is_current;
COMMENT ON TABLE notification_templates IS 'Texts of messages by channel, language and version; one version of each is current.';
COMMENT ON COLUMN notification_templates.subject IS 'Subject line, for e-mail alone.';
COMMENT ON COLUMN notification_templates.placeholders IS 'Names that the body uses between double braces.';

CREATE TABLE notification_providers (
    id bigint GENERATED ALWAYS AS IDENTITY,
    code text NOT NULL,
    channel notification_channel NOT NULL,
    is_enabled boolean NOT NULL DEFAULT true,
    settings jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT notification_providers_pkey PRIMARY KEY (id),
    CONSTRAINT notification_providers_code_key UNIQUE (code),
    CONSTRAINT notification_providers_id_channel_key UNIQUE (id, channel),
    CONSTRAINT notification_providers_code_check CHECK (code ~ '^[a-z][a-z0-9_]{1,39}$'),
    CONSTRAINT notification_providers_settings_check CHECK (jsonb_typeof(settings) = 'object')
);
COMMENT ON TABLE notification_providers IS 'Services that send messages.';
COMMENT ON COLUMN notification_providers.settings IS 'Public settings such as the sender''s name; credentials are not kept here.';

CREATE TABLE notification_deliveries (
    id bigint GENERATED ALWAYS AS IDENTITY,
    public_id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL,
    template_id bigint NOT NULL,
    channel notification_channel NOT NULL,
    recipient text NOT NULL,
    variables jsonb NOT NULL DEFAULT '{}',
    status delivery_status NOT NULL DEFAULT 'pending',
    primary_provider_id bigint NOT NULL,
    fallback_provider_id bigint,
    attempt_count smallint NOT NULL DEFAULT 0,
    max_attempts smallint NOT NULL DEFAULT 6,
    scheduled_for timestamptz NOT NULL DEFAULT now(),
    next_attempt_at timestamptz,
    delivered_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT notification_deliveries_pkey PRIMARY KEY (id),
    CONSTRAINT notification_deliveries_public_id_key UNIQUE (public_id),
    CONSTRAINT notification_deliveries_user_id_fkey FOREIGN KEY (user_id)
        REFERENCES users (id) ON DELETE CASCADE,
    CONSTRAINT notification_deliveries_template_id_fkey FOREIGN KEY (template_id, channel)
        REFERENCES notification_templates (id, channel) ON DELETE RESTRICT,
    CONSTRAINT notification_deliveries_primary_provider_id_fkey FOREIGN KEY (primary_provider_id, channel)
        REFERENCES notification_providers (id, channel) ON DELETE RESTRICT,
    CONSTRAINT notification_deliveries_fallback_provider_id_fkey FOREIGN KEY (fallback_provider_id, channel)
        REFERENCES notification_providers (id, channel) ON DELETE RESTRICT,
    CONSTRAINT notification_deliveries_fallback_provider_id_check CHECK (fallback_provider_id <> primary_provider_id),
    CONSTRAINT notification_deliveries_variables_check CHECK (jsonb_typeof(variables) = 'object'),
    CONSTRAINT notification_deliveries_attempt_count_check CHECK (attempt_count BETWEEN 0 AND max_attempts),
    CONSTRAINT notification_deliveries_max_attempts_check CHECK (max_attempts BETWEEN 1 AND 20),
    CONSTRAINT notification_deliveries_delivered_at_check CHECK ((delivered_at IS NOT NULL) = (status = 'delivered'))
);
CREATE INDEX notification_deliveries_user_id_idx ON notification_deliveries (user_id, created_at DESC);
CREATE INDEX notification_deliveries_template_id_channel_idx ON notification_deliveries (template_id, channel);
CREATE INDEX notification_deliveries_primary_provider_id_channel_idx
    ON notification_deliveries (primary_provider_id, channel);
CREATE INDEX notification_deliveries_fallback_provider_id_channel_idx
    ON notification_deliveries (fallback_provider_id, channel);
CREATE INDEX notification_deliveries_due_idx
    ON notification_deliveries ((coalesce(next_attempt_at, scheduled_for))) WHERE status = 'pending';
COMMENT ON TABLE notification_deliveries IS 'A message to a person: tried through the primary provider, then through the fallback.';
COMMENT ON COLUMN notification_deliveries.channel IS 'Repeated here so that template and providers must be of one channel.';
COMMENT ON COLUMN notification_deliveries.recipient IS 'Address, phone number or device token at the time of scheduling. @pii';
COMMENT ON COLUMN notification_deliveries.variables IS 'Values for the template''s placeholders. @pii';

CREATE TRIGGER notification_deliveries_touch_updated_at
    BEFORE UPDATE ON notification_deliveries
    FOR EACH ROW EXECUTE FUNCTION touch_updated_at();

CREATE TABLE notification_attempts (
    delivery_id bigint NOT NULL,
    attempt_number smallint NOT NULL,
    provider_id bigint NOT NULL,
    role provider_role NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    succeeded boolean,
    provider_message_id text,
    error_code text,
    error_message text,
    CONSTRAINT notification_attempts_pkey PRIMARY KEY (delivery_id, attempt_number),
    CONSTRAINT notification_attempts_delivery_id_fkey FOREIGN KEY (delivery_id)
        REFERENCES notification_deliveries (id) ON DELETE CASCADE,
    CONSTRAINT notification_attempts_provider_id_fkey FOREIGN KEY (provider_id)
        REFERENCES notification_providers (id) ON DELETE RESTRICT,
    CONSTRAINT notification_attempts_attempt_number_check CHECK (attempt_number > 0),
    CONSTRAINT notification_attempts_finished_at_check CHECK (
        (finished_at IS NULL) = (succeeded IS NULL) AND finished_at >= started_at
    ),
    CONSTRAINT notification_attempts_error_code_check CHECK (
        CASE WHEN succeeded THEN error_code IS NULL AND error_message IS NULL
            WHEN NOT succeeded THEN error_code IS NOT NULL
            ELSE true END
    )
);
CREATE UNIQUE INDEX notification_attempts_provider_message_key
    ON notification_attempts (provider_id, provider_message_id) WHERE provider_message_id IS NOT NULL;
CREATE INDEX notification_attempts_provider_id_idx ON notification_attempts (provider_id, started_at);
COMMENT ON TABLE notification_attempts IS 'Each try of a delivery, with the provider that was asked and its answer.';

-- +down
DROP TABLE notification_attempts;
DROP TABLE notification_deliveries;
DROP TABLE notification_providers;
DROP TABLE notification_templates;
DROP TYPE provider_role;
DROP TYPE delivery_status;
DROP TYPE notification_channel;
