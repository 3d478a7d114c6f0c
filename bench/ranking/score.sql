WITH gate AS MATERIALIZED (
    SELECT p.*,
        (%(language)s::int[])[tongue + 1] AS spoken,
        greatest(
            CASE WHEN (%(metres)s::int[])[place + 1] <= commute
                THEN (%(part)s::int[])[place + 1] ELSE -1 END,
            CASE WHEN (%(moves)s::int[])[relocation + 1] = 1 THEN %(move)s ELSE -1 END
        ) AS location
    FROM people p
    WHERE (%(permitted)s::int[])[permit + 1] = 1
        AND (%(language)s::int[])[tongue + 1] >= 0
        AND (
            (%(metres)s::int[])[place + 1] <= commute
            OR (%(moves)s::int[])[relocation + 1] = 1
        )
),
worked AS (
    SELECT w.person,
        max((%(fit)s::int[])[occupation + 1]
            * CASE WHEN months > 0 THEN 1000 ELSE %(wished)s END / 1000) AS fit,
        sum(greatest(0, (%(fit)s::int[])[occupation + 1] - %(transferable)s)
            * 1000 / (1000 - %(transferable)s) * months::bigint
            * CASE WHEN last_year = 0 THEN 1000 ELSE greatest(%(least_kept)s,
                1000 - %(fades)s * greatest(0, %(year)s - last_year - %(fresh)s)) END
        )::bigint / 1000000 AS months
    FROM work w JOIN gate USING (person)
    GROUP BY w.person
),
credit AS (
    SELECT unnest(%(of_skill)s::int[]) AS skill, unnest(%(of_slot)s::int[]) AS slot,
        unnest(%(of_credit)s::int[]) AS credit
),
implied AS (
    SELECT unnest(%(by_work)s::int[]) AS occupation, unnest(%(by_slot)s::int[]) AS slot
),
best AS (
    SELECT person, slot, max(credit) AS credit
    FROM (
        SELECT s.person, c.slot, c.credit
        FROM skill s JOIN gate USING (person) JOIN credit c USING (skill)
        UNION ALL
        SELECT w.person, i.slot, 500
        FROM work w JOIN gate USING (person) JOIN implied i USING (occupation)
        WHERE w.months > 0
    ) AS each_one
    GROUP BY person, slot
),
covered AS (
    SELECT person,
        coalesce(sum(credit) FILTER (WHERE slot < %(required)s), 0)::bigint AS must,
        coalesce(sum(credit) FILTER (WHERE slot >= %(required)s), 0)::bigint AS may
    FROM best GROUP BY person
),
parts AS (
    SELECT g.person, g.key, g.location, g.spoken, w.fit,
        CASE
            WHEN %(required)s = 0 THEN w.fit
            WHEN %(blended)s THEN (coalesce(c.must, 0) / greatest(%(required)s, 1) + w.fit) / 2
            ELSE coalesce(c.must, 0) / greatest(%(required)s, 1)
                + (1000 - coalesce(c.must, 0) / greatest(%(required)s, 1))
                * w.fit * %(presumed)s / 1000000
        END AS must,
        coalesce(c.may, 0) / greatest(%(optional)s, 1) AS may,
        CASE WHEN %(asked)s > 0 THEN least(1000, 1000 * w.months / greatest(%(asked)s, 1))
            ELSE 700 + 300 * least(w.months, 12) / 12 END AS experience,
        CASE WHEN g.wage < 0 OR %(wage)s < 0 THEN 700
            WHEN %(wage)s >= g.wage THEN 1000
            ELSE greatest(0, 1000 - %(slope)s * ((g.wage - %(wage)s)::bigint * 1000 / greatest(g.wage, 1)))
        END AS wage,
        CASE WHEN g.taken = 0 OR %(schedule)s < 0 THEN 700
            WHEN (g.taken >> greatest(%(schedule)s, 0)) & 1 = 1 THEN 1000 ELSE 200 END
        * CASE WHEN g.available <= %(start)s THEN 1000
            WHEN g.available - %(start)s <= 30 THEN 800 ELSE 500 END / 1000 AS schedule,
        CASE WHEN %(schooling)s <= 0 THEN 1000
            WHEN g.schooling < 0 THEN 400
            ELSE greatest(0, 1000 - 250 * greatest(0, %(schooling)s - g.schooling))
        END AS schooling
    FROM gate g JOIN worked w USING (person) LEFT JOIN covered c USING (person)
)
SELECT key,
    location + spoken
    + (%(weights)s::bigint[])[1]
        * CASE WHEN %(optional)s = 0 THEN must ELSE (4 * must + may) / 5 END
    + (%(weights)s::bigint[])[2] * fit
    + (%(weights)s::bigint[])[3] * experience
    + (%(weights)s::bigint[])[6] * wage
    + (%(weights)s::bigint[])[7] * schedule
    + (%(weights)s::bigint[])[8] * schooling AS score
FROM parts
ORDER BY score DESC, key
LIMIT %(k)s
