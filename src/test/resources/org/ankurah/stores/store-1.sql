-- A store as commit a7aa700 left it. What it was made of is in README.md. It is never changed.
CREATE TABLE ankurah_event (
    "position" bigint NOT NULL,
    id uuid NOT NULL,
    collection text NOT NULL COLLATE pg_catalog."C",
    entity_id uuid NOT NULL,
    parents uuid[] NOT NULL,
    transaction_id uuid NOT NULL,
    actor text,
    body bytea NOT NULL,
    committed_at timestamp with time zone NOT NULL
);
CREATE TABLE ankurah_log (
    "position" bigint NOT NULL
);
CREATE TABLE ankurah_property (
    collection text NOT NULL,
    name text NOT NULL,
    column_name text NOT NULL,
    type text NOT NULL,
    optional boolean NOT NULL,
    is_unique boolean NOT NULL,
    removed boolean NOT NULL
);
CREATE TABLE maker (
    id uuid NOT NULL,
    head uuid[] NOT NULL,
    state bytea NOT NULL,
    "position" bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted boolean NOT NULL,
    name text COLLATE pg_catalog."C",
    code text COLLATE pg_catalog."C"
);
CREATE TABLE thing (
    id uuid NOT NULL,
    head uuid[] NOT NULL,
    state bytea NOT NULL,
    "position" bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    deleted boolean NOT NULL,
    label text COLLATE pg_catalog."C",
    amount integer,
    weight integer,
    price integer,
    total bigint,
    color text COLLATE pg_catalog."C",
    colors text[] COLLATE pg_catalog."C",
    sizes integer[],
    remark text COLLATE pg_catalog."C",
    plays bigint,
    story text COLLATE pg_catalog."C",
    flag boolean,
    ratio double precision,
    cost numeric,
    at timestamp with time zone,
    day date,
    uuid uuid,
    data bytea,
    details jsonb,
    tags text[] COLLATE pg_catalog."C",
    rates numeric[],
    docs jsonb[],
    maker uuid,
    makers uuid[],
    rank integer,
    gone integer,
    amount_before bigint
);
INSERT INTO ankurah_event VALUES (1, '018df4bc-59e8-0000-8feb-ffaac31f3514', 'maker', '018df4bc-59e8-0000-8feb-ffaac31f3514', '{}', '01a204ee-6460-7927-6081-1e36666b1158', 'ann', '\x01a1f04fe299389ce3000208636f6465010606412731086e616d65010622c39c6d6cc3a4757420262053c3b6686e65', '2024-02-29 12:00:05.000123+00');
INSERT INTO ankurah_event VALUES (2, '018df4bc-5dd0-0000-8c5c-e6214aefc912', 'maker', '018df4bc-5dd0-0000-8c5c-e6214aefc912', '{}', '01a204ee-6460-7927-6081-1e36666b1158', 'ann', '\x01b4b209da53b85ac50001086e616d650106165072696e636520f09f929c', '2024-02-29 12:00:05.000123+00');
INSERT INTO ankurah_event VALUES (3, '018df4bc-61b8-0000-bfa7-e301e796daf7', 'thing', '018df4bc-61b8-0000-bfa7-e301e796daf7', '{}', '01a204ee-6460-7927-6081-1e36666b1158', 'ann', '\x012b6ba38f1ab7850c001a0c616d6f756e740103feffffff0f046174010701bf843d0a636f6c6f7201060a475245454e0c636f6c6f7273010d0306065245440608424c5545060652454408636f73740105060230d40864617461010b030001ff06646179010890ac010e64657461696c73010c0602026206010873697a6503040200960261050300020404780108646f6373010d020c0601026b030001010c050008666c6167010208676f6e650103c6010a6d616b6572010a018df4bc59e800008febffaac31f35140c6d616b657273010d020a018df4bc5dd000008c5ce6214aefc9120a018df4bc59e800008febffaac31f3514086e616d6501061465766572797468696e670a706c61797302060a70726963650103180872616e6b0103020a7261746573010d020502010a050601ff0a726174696f01043fb999999999999a0c72656d61726b01061a746f20626520726574697265640a73697a6573010d02030203ffffffff0f0a73746f72790106084f6e63650874616773010d02060261060cc3a42c2262220a746f74616c0103ffffffffffffffffff0108757569640109ffffffffffffffff00000000000000010c77656967687401030d', '2024-02-29 12:00:05.000123+00');
INSERT INTO ankurah_event VALUES (4, '018df4bc-7540-0000-af74-71ff1592a853', 'thing', '018df4bc-7540-0000-af74-71ff1592a853', '{}', '01a204ee-6681-f695-4cc7-b39788a6e7f4', 'ann', '\x014b5fa32b1ea3c25f0002086e616d65010608626172650872616e6b010304', '2024-02-29 12:00:10.000123+00');
INSERT INTO ankurah_event VALUES (5, '018df4bc-88c8-0000-11d4-1c635c77dbdb', 'thing', '018df4bc-88c8-0000-11d4-1c635c77dbdb', '{}', '01a204ee-66d5-0f25-5795-a70eacd4cbf6', NULL, '\x0125047ff07e57e7f40003086e616d6501061a746f2062652064656c657465640872616e6b0103060c72656d61726b0106086b657074', '2024-02-29 12:00:15.000123+00');
INSERT INTO ankurah_event VALUES (6, '018df4bc-9c50-0000-31ff-e41a1d4a942f', 'thing', '018df4bc-9c50-0000-31ff-e41a1d4a942f', '{}', '01a204ee-6715-b5be-aa81-d44d2192975f', NULL, '\x01b12826a400b773af0002086e616d6501062864656c6574656420616e6420726573746f7265640872616e6b010308', '2024-02-29 12:00:20.000123+00');
INSERT INTO ankurah_event VALUES (7, '018df4bc-b7a8-0000-8810-6d42af086740', 'thing', '018df4bc-61b8-0000-bfa7-e301e796daf7', '{018df4bc-61b8-0000-bfa7-e301e796daf7}', '01a204ee-6744-306d-d1ab-441bef25d038', 'ann', '\x013d991ae19a39597f0003086e616d6501061e65766572797468696e6720656c73650a706c61797302090c72656d61726b0100', '2024-02-29 12:00:24.000123+00');
INSERT INTO ankurah_event VALUES (8, '018df4bc-bb90-0000-a1ff-87781fa10bc4', 'thing', '018df4bc-7540-0000-af74-71ff1592a853', '{018df4bc-7540-0000-af74-71ff1592a853}', '01a204ee-6744-306d-d1ab-441bef25d038', 'ann', '\x01a2ff87f20db7382a00030c616d6f756e7401030a0a636f6c6f720106065245440a706c6179730214', '2024-02-29 12:00:24.000123+00');
INSERT INTO ankurah_event VALUES (9, '018df4bc-bf78-0000-9897-a8f21c6b899b', 'thing', '018df4bc-88c8-0000-11d4-1c635c77dbdb', '{018df4bc-88c8-0000-11d4-1c635c77dbdb}', '01a204ee-6744-306d-d1ab-441bef25d038', 'ann', '\x0177ff83295caead7a0200', '2024-02-29 12:00:24.000123+00');
INSERT INTO ankurah_event VALUES (10, '018df4bc-c360-0000-297d-faf2f4a7071a', 'thing', '018df4bc-9c50-0000-31ff-e41a1d4a942f', '{018df4bc-9c50-0000-31ff-e41a1d4a942f}', '01a204ee-6744-306d-d1ab-441bef25d038', 'ann', '\x0197347a03bd345fd80200', '2024-02-29 12:00:24.000123+00');
INSERT INTO ankurah_event VALUES (11, '018df4bc-d6e8-0000-c321-e251a0e939c9', 'thing', '018df4bc-9c50-0000-31ff-e41a1d4a942f', '{018df4bc-c360-0000-297d-faf2f4a7071a}', '01a204ee-67de-60b2-a212-307e896b9ba0', 'ann', '\x01d9e30da79d67b14b0100', '2024-02-29 12:00:32.000123+00');
INSERT INTO ankurah_event VALUES (12, '018df4bc-ee58-0000-e63e-dc03e9edbb96', 'thing', '018df4bc-7540-0000-af74-71ff1592a853', '{018df4bc-bb90-0000-a1ff-87781fa10bc4}', '01a204ee-6ad5-bf44-c4bb-1300e26384e5', 'bob', '\x0116c278af86412e3300030a6c6162656c01061862617265206e6f206d6f72650c72656d61726b01060a6c617465720a73746f727901060e54776963652e20', '2024-02-29 12:00:38.000123+00');
INSERT INTO ankurah_event VALUES (13, '018df4bc-f240-0000-5085-d4bbe395d3d9', 'thing', '018df4bc-9c50-0000-31ff-e41a1d4a942f', '{018df4bc-d6e8-0000-c321-e251a0e939c9}', '01a204ee-6ad5-bf44-c4bb-1300e26384e5', 'bob', '\x0123a10b2d7dfbd06d00030c636f6c6f7273010d01060a475245454e0a73697a6573010d0103060c776569676874010310', '2024-02-29 12:00:38.000123+00');
INSERT INTO ankurah_event VALUES (14, '018df4bc-e2a0-0000-1920-0c11087643b3', 'thing', '018df4bc-e2a0-0000-1920-0c11087643b3', '{}', '01a204ee-6ad5-bf44-c4bb-1300e26384e5', 'bob', '\x0194306479925d8794000518616d6f756e744265666f72650103020a6c6162656c0106086c6174650a6d616b6572010a018df4bc5dd000008c5ce6214aefc9120a70726963650103010872616e6b01030a', '2024-02-29 12:00:38.000123+00');
INSERT INTO ankurah_event VALUES (15, '018df4bd-05c8-0000-51e4-3c766609e35e', 'maker', '018df4bc-5dd0-0000-8c5c-e6214aefc912', '{018df4bc-5dd0-0000-8c5c-e6214aefc912}', '01a204ee-6bd5-607e-6823-37ea0776e849', 'bob', '\x01cbf219d8ab5d7bac0200', '2024-02-29 12:00:44.000123+00');
INSERT INTO ankurah_log VALUES (15);
INSERT INTO ankurah_property VALUES ('maker', 'name', 'name', 'string', false, false, false);
INSERT INTO ankurah_property VALUES ('maker', 'code', 'code', 'string', true, true, false);
INSERT INTO ankurah_property VALUES ('thing', 'name', 'name', 'string', false, false, true);
INSERT INTO ankurah_property VALUES ('thing', 'gone', 'gone', 'int', true, false, true);
INSERT INTO ankurah_property VALUES ('thing', 'label', 'label', 'string', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'amount', 'amount', 'int', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'weight', 'weight', 'int', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'price', 'price', 'int', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'total', 'total', 'long', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'color', 'color', 'enum RED,GREEN,BLUE', true, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'colors', 'colors', 'list enum RED,GREEN,BLUE', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'sizes', 'sizes', 'list int', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'remark', 'remark', 'string', true, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'plays', 'plays', 'counter', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'story', 'story', 'string', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'flag', 'flag', 'boolean', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'ratio', 'ratio', 'double', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'cost', 'cost', 'decimal', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'at', 'at', 'instant', true, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'day', 'day', 'date', true, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'uuid', 'uuid', 'uuid', true, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'data', 'data', 'bytes', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'details', 'details', 'json', true, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'tags', 'tags', 'list string', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'rates', 'rates', 'list decimal', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'docs', 'docs', 'list json', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'maker', 'maker', 'ref maker', true, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'makers', 'makers', 'list ref maker', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'rank', 'rank', 'int', false, false, false);
INSERT INTO ankurah_property VALUES ('thing', 'amountBefore', 'amount_before', 'long', false, false, false);
INSERT INTO maker VALUES ('018df4bc-59e8-0000-8feb-ffaac31f3514', '{018df4bc-59e8-0000-8feb-ffaac31f3514}', '\x0101018df4bc59e800008febffaac31f35140000000000000000000000000000000000018ac783de0c7b8ac783de0c7b02086e616d65010622c39c6d6cc3a4757420262053c3b6686e65018df4bc59e800008febffaac31f351408636f6465010606412731018df4bc59e800008febffaac31f3514', 1, '2024-02-29 12:00:05.000123+00', '2024-02-29 12:00:05.000123+00', false, 'Ümläut & Söhne', 'A''1');
INSERT INTO maker VALUES ('018df4bc-5dd0-0000-8c5c-e6214aefc912', '{018df4bd-05c8-0000-51e4-3c766609e35e}', '\x0101018df4bd05c8000051e43c766609e35e01018df4bd05c8000051e43c766609e35e0f8ac783de0c7bd8c783de0c7b01086e616d650106165072696e636520f09f929c018df4bc5dd000008c5ce6214aefc912', 15, '2024-02-29 12:00:05.000123+00', '2024-02-29 12:00:44.000123+00', true, 'Prince 💜', NULL);
INSERT INTO thing VALUES ('018df4bc-61b8-0000-bfa7-e301e796daf7', '{018df4bc-b7a8-0000-8810-6d42af086740}', '\x0101018df4bcb7a8000088106d42af0867400000000000000000000000000000000000078ac783de0c7bb0c783de0c7b1a086e616d6501061e65766572797468696e6720656c7365018df4bcb7a8000088106d42af0867400c616d6f756e740103feffffff0f018df4bc61b80000bfa7e301e796daf70c77656967687401030d018df4bc61b80000bfa7e301e796daf70a7072696365010318018df4bc61b80000bfa7e301e796daf70a746f74616c0103ffffffffffffffffff01018df4bc61b80000bfa7e301e796daf70a636f6c6f7201060a475245454e018df4bc61b80000bfa7e301e796daf70c636f6c6f7273010d0306065245440608424c55450606524544018df4bc61b80000bfa7e301e796daf70a73697a6573010d02030203ffffffff0f018df4bc61b80000bfa7e301e796daf70c72656d61726b0100018df4bcb7a8000088106d42af0867400a706c61797302030a73746f72790106084f6e6365018df4bc61b80000bfa7e301e796daf708666c61670102018df4bc61b80000bfa7e301e796daf70a726174696f01043fb999999999999a018df4bc61b80000bfa7e301e796daf708636f73740105060230d4018df4bc61b80000bfa7e301e796daf7046174010701bf843d018df4bc61b80000bfa7e301e796daf706646179010890ac01018df4bc61b80000bfa7e301e796daf708757569640109ffffffffffffffff0000000000000001018df4bc61b80000bfa7e301e796daf70864617461010b030001ff018df4bc61b80000bfa7e301e796daf70e64657461696c73010c0602026206010873697a65030402009602610503000204047801018df4bc61b80000bfa7e301e796daf70874616773010d02060261060cc3a42c226222018df4bc61b80000bfa7e301e796daf70a7261746573010d020502010a050601ff018df4bc61b80000bfa7e301e796daf708646f6373010d020c0601026b030001010c0500018df4bc61b80000bfa7e301e796daf70a6d616b6572010a018df4bc59e800008febffaac31f3514018df4bc61b80000bfa7e301e796daf70c6d616b657273010d020a018df4bc5dd000008c5ce6214aefc9120a018df4bc59e800008febffaac31f3514018df4bc61b80000bfa7e301e796daf70872616e6b010302018df4bc61b80000bfa7e301e796daf708676f6e650103c601018df4bc61b80000bfa7e301e796daf7', 7, '2024-02-29 12:00:05.000123+00', '2024-02-29 12:00:24.000123+00', false, 'everything else', 2147483647, -7, 12, -9223372036854775808, 'GREEN', '{RED,BLUE,RED}', '{1,-2147483648}', NULL, -2, 'Once', true, 0.1, 12.500, '1969-12-31 23:59:59.999999+00', '2000-02-29', 'ffffffff-ffff-ffff-0000-000000000001', '\x0001ff', '{"a": [null, true, "x\u0001"], "b": {"size": 1.50}}', '{a,"ä,\"b\""}', '{1.0,-0.001}', '{"{\"k\": 1}",[]}', '018df4bc-59e8-0000-8feb-ffaac31f3514', '{018df4bc-5dd0-0000-8c5c-e6214aefc912,018df4bc-59e8-0000-8feb-ffaac31f3514}', 1, 99, 0);
INSERT INTO thing VALUES ('018df4bc-88c8-0000-11d4-1c635c77dbdb', '{018df4bc-bf78-0000-9897-a8f21c6b899b}', '\x0101018df4bcbf7800009897a8f21c6b899b01018df4bcbf7800009897a8f21c6b899b099ec783de0c7bb0c783de0c7b03086e616d6501061a746f2062652064656c65746564018df4bc88c8000011d41c635c77dbdb0c72656d61726b0106086b657074018df4bc88c8000011d41c635c77dbdb0872616e6b010306018df4bc88c8000011d41c635c77dbdb', 9, '2024-02-29 12:00:15.000123+00', '2024-02-29 12:00:24.000123+00', true, 'to be deleted', 0, 0, 0, 0, NULL, '{}', '{}', 'kept', 0, '', false, 0, 0, NULL, NULL, NULL, '\x', NULL, '{}', '{}', '{}', NULL, '{}', 3, NULL, 0);
INSERT INTO thing VALUES ('018df4bc-7540-0000-af74-71ff1592a853', '{018df4bc-ee58-0000-e63e-dc03e9edbb96}', '\x0101018df4bcee580000e63edc03e9edbb9600000000000000000000000000000000000c94c783de0c7bccc783de0c7b070a6c6162656c01061862617265206e6f206d6f7265018df4bcee580000e63edc03e9edbb960c616d6f756e7401030a018df4bcbb900000a1ff87781fa10bc40a636f6c6f72010606524544018df4bcbb900000a1ff87781fa10bc40c72656d61726b01060a6c61746572018df4bcee580000e63edc03e9edbb960a706c61797302140a73746f727901060e54776963652e20018df4bcee580000e63edc03e9edbb960872616e6b010304018df4bc75400000af7471ff1592a853', 12, '2024-02-29 12:00:10.000123+00', '2024-02-29 12:00:38.000123+00', false, 'bare no more', 5, 0, 0, 0, 'RED', '{}', '{}', 'later', 10, 'Twice. ', false, 0, 0, NULL, NULL, NULL, '\x', NULL, '{}', '{}', '{}', NULL, '{}', 2, NULL, 0);
INSERT INTO thing VALUES ('018df4bc-9c50-0000-31ff-e41a1d4a942f', '{018df4bc-f240-0000-5085-d4bbe395d3d9}', '\x0101018df4bcf24000005085d4bbe395d3d900018df4bcd6e80000c321e251a0e939c90da8c783de0c7bccc783de0c7b050a6c6162656c01062864656c6574656420616e6420726573746f726564018df4bc9c50000031ffe41a1d4a942f0c776569676874010310018df4bcf24000005085d4bbe395d3d90c636f6c6f7273010d01060a475245454e018df4bcf24000005085d4bbe395d3d90a73697a6573010d010306018df4bcf24000005085d4bbe395d3d90872616e6b010308018df4bc9c50000031ffe41a1d4a942f', 13, '2024-02-29 12:00:20.000123+00', '2024-02-29 12:00:38.000123+00', false, 'deleted and restored', 0, 8, 0, 0, NULL, '{GREEN}', '{3}', NULL, 0, '', false, 0, 0, NULL, NULL, NULL, '\x', NULL, '{}', '{}', '{}', NULL, '{}', 4, NULL, 0);
INSERT INTO thing VALUES ('018df4bc-e2a0-0000-1920-0c11087643b3', '{018df4bc-e2a0-0000-1920-0c11087643b3}', '\x0101018df4bce2a0000019200c11087643b300000000000000000000000000000000000eccc783de0c7bccc783de0c7b050a6c6162656c0106086c617465018df4bce2a0000019200c11087643b30a7072696365010301018df4bce2a0000019200c11087643b30a6d616b6572010a018df4bc5dd000008c5ce6214aefc912018df4bce2a0000019200c11087643b30872616e6b01030a018df4bce2a0000019200c11087643b318616d6f756e744265666f7265010302018df4bce2a0000019200c11087643b3', 14, '2024-02-29 12:00:38.000123+00', '2024-02-29 12:00:38.000123+00', false, 'late', 0, 0, -1, 0, NULL, '{}', '{}', NULL, 0, '', false, 0, 0, NULL, NULL, NULL, '\x', NULL, '{}', '{}', '{}', '018df4bc-5dd0-0000-8c5c-e6214aefc912', '{}', 5, NULL, 1);
ALTER TABLE ONLY ankurah_event
    ADD CONSTRAINT ankurah_event_id_key UNIQUE (id);
ALTER TABLE ONLY ankurah_event
    ADD CONSTRAINT ankurah_event_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY ankurah_property
    ADD CONSTRAINT ankurah_property_pkey PRIMARY KEY (collection, name);
ALTER TABLE ONLY maker
    ADD CONSTRAINT maker_pkey PRIMARY KEY (id);
ALTER TABLE ONLY thing
    ADD CONSTRAINT thing_pkey PRIMARY KEY (id);
CREATE INDEX ankurah_event_entity ON ankurah_event USING btree (entity_id, "position");
CREATE UNIQUE INDEX ankurah_log_one_row ON ankurah_log USING btree ((true));
CREATE INDEX maker_code_uq ON maker USING hash (code);
CREATE INDEX thing_maker_ix ON thing USING btree (maker, id);
CREATE INDEX thing_makers_gin ON thing USING gin (makers);
CREATE INDEX thing_weight_ix ON thing USING btree (weight, id);
