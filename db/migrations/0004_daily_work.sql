-- What daily work needs beside the facts: names with dates, people sent, pipelines, attachments, charts kept by name.

-- Names and what tells companies apart.

-- People sent, sales, visits.

-- Stages.

-- Attachments.

-- Charts kept by name.

-- Import and templates.
