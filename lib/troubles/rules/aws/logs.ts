import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

export const LOGS_RULES = rulesOf('logs', [
  {
    id: 'log-group-missing',
    hints: ['log group does not exist', "log group '", 'log group not found', 'the specified log group'],
    pattern:
      /specified log group does not exist|Log group '[^']{1,512}' does not exist|Log group not found: \S|The specified log group \S{1,512} doesn't exist/i,
    sources: [SOURCES.logs],
    explain: {
      title: 'The log group does not exist here.',
      cause: 'AgentCore makes /aws/bedrock-agentcore/runtimes/RUNTIME_ID-ENDPOINT when the runtime is first invoked.',
      remedy: [
        'If the runtime was never invoked, call it once: a connection test will do.',
        'Look in the region of the runtime, and check the runtime id and the endpoint in the name.',
        'If it was invoked and there is still none, the execution role lacks logs:CreateLogGroup, logs:CreateLogStream or logs:PutLogEvents.',
      ],
      command: 'aws logs describe-log-groups --log-group-name-prefix /aws/bedrock-agentcore/runtimes/ --region REGION',
      actions: [{ type: 'test-connection' }],
    },
  },
  {
    id: 'log-stream-missing',
    hints: ['log stream does not exist'],
    pattern: /specified log stream does not exist/i,
    sources: [SOURCES.logs],
    explain: {
      title: 'The log group has no such stream.',
      cause: 'Each container has its own stream with the date in its name; old ones go with the retention.',
      remedy: ['Read the whole log group, or choose a stream that it has now.'],
      command:
        'aws logs describe-log-streams --log-group-name GROUP --order-by LastEventTime --descending --max-items 10',
    },
  },
  {
    id: 'log-group-exists',
    hints: ['log group already exists', 'log stream already exists'],
    pattern: /specified log (group|stream) already exists/i,
    sources: [SOURCES.logGroupTaken],
    explain: {
      title: 'The log group or stream exists already.',
      cause: 'AgentCore makes the log group of a runtime itself, so another tool cannot make it again.',
      remedy: [
        'In Terraform: import it (terraform import aws_cloudwatch_log_group.NAME GROUP), then set its retention.',
        'On the command line nothing is to be done.',
      ],
    },
  },
  {
    id: 'filter-pattern',
    hints: [
      'invalid filter pattern',
      'invalid character(s) in term',
      "filterpattern' failed",
      'when calling the filterlogevents',
      'when calling the putsubscriptionfilter',
      'when calling the putmetricfilter',
    ],
    pattern:
      /Invalid filter pattern|Invalid character\(s\) in term '([^']{1,200})'|at 'filterPattern' failed to satisfy constraint|InvalidParameterException\) when calling the (?:FilterLogEvents|PutSubscriptionFilter|PutMetricFilter|TestMetricFilter) operation: .{0,80}(?:quote|pattern|bracket|brace|parenthes)/i,
    over: ['constraint-refused'],
    sources: [SOURCES.logsPatterns],
    explain: ([, term]) => ({
      title: 'The filter pattern is not valid.',
      cause: term
        ? `The term ${term} has a character that counts only in double quotes.`
        : 'A term with other characters than letters, digits and _ must stand in double quotes; braces and brackets must close.',
      remedy: [
        `Put such terms into double quotes, such as ${term ? `"${term}"` : '"AccessDenied: s3"'}.`,
        'A JSON pattern reads { $.level = "ERROR" }; a regular expression %ERROR%.',
      ],
    }),
  },
  {
    id: 'query-malformed',
    hints: ['malformedqueryexception', 'unexpected symbol found'],
    pattern: /MalformedQueryException|unexpected symbol found .{1,40} at line \d+/i,
    sources: [SOURCES.logsPatterns],
    explain: {
      title: 'The Logs Insights query is not valid.',
      cause: 'The message names the line and position that CloudWatch does not understand.',
      remedy: [
        'Correct the query there; commands are divided by |, text stands in quotes, fields with special characters in backquotes.',
        'A query that works: fields @timestamp, @message | sort @timestamp desc | limit 50',
      ],
    },
  },
  {
    id: 'query-gone',
    hints: ['query does not exist', 'query is not in a running state'],
    pattern: /\bQuery does not exist: |specified query is not in a running state/i,
    sources: [SOURCES.logsQuotas],
    explain: {
      title: 'The query has ended or does not exist.',
      cause: 'Results of a query are kept for 7 days, in the region that it ran in.',
      remedy: ['Start the query again.'],
    },
  },
  {
    id: 'live-tail',
    hints: [
      'ends with an asterisk',
      "doesn't end with an asterisk",
      'sessiontimeoutexception',
      'live tail',
      'startlivetail',
      'sessionstreamingexception',
    ],
    pattern:
      /doesn't end with an asterisk|SessionTimeoutException|SessionStreamingException|concurrent live tail sessions|(LimitExceeded|InvalidParameter|InvalidOperation)\w{0,12}\)? when calling the StartLiveTail operation|live tail.{0,60}(not supported|only supported)/i,
    sources: [SOURCES.logsQuotas],
    about: ([words]) => (/asterisk/.test(words) ? 'arn' : 'session'),
    explain: {
      title: 'CloudWatch does not go on with Live Tail.',
      cause:
        'A session lasts 3 hours, an account has 15 at once, and it takes ARNs of standard log groups without :* at the end.',
      remedy: [
        'After 3 hours start it again; close sessions that nobody watches.',
        'Take :* off the end of the log group ARN.',
        'A log group of the class Infrequent Access has no Live Tail: read it in steps instead.',
      ],
    },
  },
  {
    id: 'logs-limit',
    severity: 'warning',
    hints: [
      'query concurrency limit',
      'concurrent queries',
      'when calling the startquery',
      'when calling the createloggroup',
      'when calling the putresourcepolicy',
    ],
    pattern:
      /query concurrency limit|concurrent queries|LimitExceededException\) when calling the (StartQuery|CreateLogGroup|PutResourcePolicy) operation/i,
    sources: [SOURCES.logsQuotas],
    explain: {
      title: 'A limit of CloudWatch Logs is reached.',
      cause: 'An account runs some queries at once only (30), and has limits for log groups and resource policies.',
      remedy: [
        'Wait until other queries end, or stop them: aws logs describe-queries --status Running',
        'Delete log groups and resource policies (10 in a region) that nobody needs.',
      ],
    },
  },
  {
    id: 'log-batch',
    severity: 'warning',
    hints: [
      'dataalreadyaccepted',
      'invalidsequencetoken',
      'upload too large',
      'in chronological order',
      'batch of log events has already been accepted',
    ],
    pattern:
      /DataAlreadyAccepted|InvalidSequenceToken|Upload too large: \d+ bytes|PutLogEvents request must be in chronological order|batch of log events has already been accepted/i,
    sources: [SOURCES.logsQuotas],
    explain: {
      title: 'CloudWatch did not take this batch of log lines.',
      cause: 'It was sent already, is larger than 1 MB, or is not in the order of time.',
      remedy: [
        'If the batch was accepted already, nothing is lost: go on with the next.',
        'Else send at most 1 MB and 10,000 lines at once, sorted by time, and take a newer version of the agent that sends them.',
      ],
    },
  },
  {
    id: 'log-retention',
    hints: ["retentionindays' failed"],
    pattern: /at 'retentionInDays' failed to satisfy constraint/i,
    over: ['constraint-refused'],
    sources: [SOURCES.logsQuotas],
    explain: {
      title: 'CloudWatch does not know this number of days for the retention.',
      cause: 'It takes certain numbers only.',
      remedy: ['Choose 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731 or another of its list.'],
    },
  },
  {
    id: 'log-times',
    hints: ['endtime must be greater', 'starttime must be less'],
    pattern: /endTime must be greater than|startTime must be less than/i,
    where: ['aws', 'call', 'paste', 'answer'],
    sources: [SOURCES.logsQuotas],
    explain: {
      title: 'The time range ends before its start.',
      cause: 'CloudWatch counts milliseconds since 1970 in most calls, and seconds in queries (StartQuery).',
      remedy: ['Let the start come before the end, and check the unit and the time zone.'],
    },
  },
  {
    id: 'log-range-gone',
    over: ['query-malformed'],
    hints: ['end date and time is'],
    pattern:
      /end date and time is (?:before|earlier)|end date and time is either before the log groups? creation time or exceeds/i,
    sources: [SOURCES.logsQuotas],
    explain: {
      title: 'The time range is from before the log group, or older than its retention.',
      cause: 'The query ends before the log group was made, or asks for lines that its retention has deleted.',
      remedy: [
        'Ask for a newer time range; queries count in seconds since 1970.',
        'A longer retention keeps lines from now on only.',
      ],
    },
  },
  {
    id: 'log-page',
    hints: ['specified nexttoken is invalid'],
    pattern: /specified nextToken is invalid/i,
    sources: [SOURCES.logsQuotas],
    explain: {
      title: 'CloudWatch no longer knows the page of the log.',
      cause: 'A page token counts for 24 hours, and for the same request only.',
      remedy: ['Read again from the start, without the token.'],
    },
  },
])
