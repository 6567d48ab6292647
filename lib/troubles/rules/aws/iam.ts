import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** What IAM says of a policy document that it does not take. */
export const IAM_RULES = rulesOf('iam', [
  {
    id: 'policy-partition',
    hints: ['is not valid for resource'],
    pattern: /Partition "([^"]{0,40})" is not valid for resource "([^"]{1,300})"/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamGrammar],
    explain: ([, partition, resource]) => ({
      title: `The ARN ${resource} is of another partition than this account.`,
      cause: `Its second part is "${partition}"; it must be the partition of this account: aws, aws-cn or aws-us-gov.`,
      remedy: ['Write arn:aws: in an ordinary account, arn:aws-cn: in China, arn:aws-us-gov: in GovCloud.'],
      actions: [{ type: 'edit-role' }],
    }),
  },
  {
    id: 'policy-vendor',
    hints: ['must be prefaced by a vendor', 'can contain only one colon', 'vendor', 'service prefix'],
    pattern:
      /must be prefaced by a vendor|Actions?\/Conditions? can contain only one colon|MalformedPolicyDocument(?:Exception)?.{0,80}\bVendor ([^"]{1,60}) is not valid|Vendors? in actions?\/conditions? must not contain wildcards/i,
    over: ['policy-malformed', 'policy-condition'],
    sources: [SOURCES.iamGrammar],
    explain: {
      title: 'An action of the policy has no valid service in front.',
      cause:
        'An action reads service:Action with one colon, such as s3:GetObject; the service part may have no wildcard.',
      remedy: [
        'Write each action as service:Action; for all actions write "*" alone. Condition keys read service:name, such as aws:RequestedRegion.',
      ],
      actions: [{ type: 'edit-role' }],
    },
  },
  {
    id: 'policy-version',
    hints: ['must be version 2012-10-17', 'valid version string', 'legacy policies may not'],
    pattern: /must be version 2012-10-17 or greater|contain a valid version string|Legacy policies may not use/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamGrammar],
    explain: {
      title: 'The policy has an old or missing version.',
      cause: 'Version names the policy language, not the edition of your policy.',
      remedy: ['Begin the policy with "Version": "2012-10-17".'],
      actions: [{ type: 'edit-role' }],
    },
  },
  {
    id: 'policy-syntax',
    certainty: 'likely',
    hints: ['malformedpolicy', 'policy contains invalid json', 'failed legacy parsing', 'contains an invalid json'],
    pattern:
      /MalformedPolicy\w{0,24}\b.{0,80}Syntax errors? in (the )?policy|This policy contains invalid Json|policy failed legacy parsing|policy" contains an invalid JSON( policy)?:|MalformedPolicy\w{0,24}\b.{0,80}(JSON strings must not|not (in )?(the )?valid JSON|invalid JSON)/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamGrammar],
    explain: {
      title: 'IAM cannot read the policy: it has a syntax error.',
      cause: 'It is no valid JSON, or an element, operator or ARN in it is written wrongly; IAM does not say where.',
      remedy: [
        'Paste it into the policy editor of Slipway: it names the line and what is wrong.',
        'On the command line a file needs file:// in front: --policy-document file://policy.json',
        'Begin with "Version": "2012-10-17"; look for trailing commas, Statement without braces, empty lists and misspelled condition operators.',
      ],
      actions: [{ type: 'edit-role' }],
    },
  },
  {
    id: 'policy-resource',
    hints: [
      'must be in arn format',
      'only after its fifth colon',
      'iam resource path must',
      'cannot contain region information',
      'resource vendor must',
    ],
    pattern:
      /(?:Resources? (?:("?[^"\s]{1,300}"?) )?|following resources )must be in ARN format|must have variables only after its fifth colon|IAM resource path must|cannot contain region information|Resource vendor must be fully qualified/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamGrammar],
    explain: ([what, resource]) => ({
      title: resource ? `The resource ${resource} is no ARN.` : 'A resource of the policy is no valid ARN.',
      cause:
        'A resource reads arn:aws:service:region:account:name, or "*"; variables may stand after the fifth colon only.',
      remedy: [
        'Write the whole ARN: a bucket is arn:aws:s3:::NAME, its objects arn:aws:s3:::NAME/*.',
        ...(/IAM resource/i.test(what)
          ? ['An IAM resource begins its last part with role/, user/, policy/ or another kind.']
          : []),
        ...(/region information/i.test(what) ? ['S3 and IAM ARNs have no region: leave that part empty.'] : []),
        ...(/variables/i.test(what)
          ? ['Replace the variable in front by the real region, account or service, or by *.']
          : []),
      ],
      actions: [{ type: 'edit-role' }],
    }),
  },
  {
    id: 'policy-field',
    hints: [
      'has prohibited field',
      'missing required field',
      'policy statement must contain',
      'assumerole policy must contain',
      'should not specify a principal',
      'must contain valid version',
    ],
    pattern:
      /Has prohibited field (\w{1,40})|Missing required field (\w{1,40})|(?:Policy statement|AssumeRole policy) must contain (\w{1,20}?)s?\b|should not specify a (principal)/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamGrammar],
    explain: ([, prohibited, missing, wanted, principal]) => {
      const surplus = prohibited ?? principal
      const absent = missing ?? wanted
      return {
        title: surplus ? `The policy may not have ${surplus} here.` : `A statement of the policy has no ${absent}.`,
        cause: surplus
          ? 'A permission policy has no Principal, and a trust policy has no Resource: the two were mixed up, or a name is misspelled.'
          : 'A permission statement needs Effect, Action and Resource; a trust statement Effect, Principal and Action.',
        remedy: [
          surplus
            ? `Remove ${surplus}, or save the text as the other kind: trust policy or permission policy.`
            : `Add ${absent} to each statement.`,
        ],
        actions: [{ type: 'edit-role' }],
      }
    },
  },
  {
    id: 'policy-principal',
    hints: ['invalid principal', 'unknown principal', 'federated principals must be'],
    pattern:
      /invalid principal(?: in policy)?:? ?"?(?:(\w{1,20})"?:"([^"]{1,300})")?|unknown principal|Federated principals must be/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamTroubles],
    explain: ([, kind = '', who]) => ({
      title: who ? `The principal ${who} does not exist.` : 'A principal of the policy does not exist.',
      cause: 'IAM looks up whom a trust policy names: roles and users must exist, a service must be spelt right.',
      remedy:
        kind.toLowerCase() === 'service'
          ? ['Correct the service name; AgentCore is bedrock-agentcore.amazonaws.com.']
          : [
              'Create the role or user first, wait some seconds, and check account id and spelling of its ARN.',
              'An id like AROA… stands for a role that was deleted: put the ARN of the new one.',
              'AgentCore is the service bedrock-agentcore.amazonaws.com.',
            ],
      actions: [{ type: 'edit-role' }],
    }),
  },
  {
    id: 'trust-action',
    hints: ['may only specify sts assumerole'],
    pattern: /may only specify STS AssumeRole actions/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamTroubles],
    explain: {
      title: 'The trust policy has actions that do not belong there.',
      cause: 'A trust policy says who may assume the role: sts:AssumeRole and its kin only.',
      remedy: ['Leave sts:AssumeRole in the trust policy, and put the other actions into a permission policy.'],
      actions: [{ type: 'edit-role' }],
    },
  },
  {
    id: 'policy-sid',
    hints: ['statement ids (sid)'],
    pattern: /Statement IDs \(SID\) (?:in a single policy )?must be (unique|alpha)/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamGrammar],
    explain: ([, rule = '']) => ({
      title:
        rule.toLowerCase() === 'unique'
          ? 'Two statements have the same Sid; it must be unique.'
          : 'A Sid has letters and digits only.',
      cause: 'IAM takes each Sid once in a policy, without spaces, hyphens or underscores.',
      remedy: ['Rename or remove the Sid; it may be left out.'],
      actions: [{ type: 'edit-role' }],
    }),
  },
  {
    id: 'policy-condition',
    hints: ['invalid condition type', 'conditions must', 'condition operator'],
    pattern:
      /Invalid Condition type ?: ?"?([\w:]{1,60})|MalformedPolicy\w{0,24}\b.{0,80}(condition operator|\bConditions? must (?!be prefaced))/i,
    over: ['policy-malformed'],
    sources: [SOURCES.iamGrammar],
    explain: ([, operator]) => ({
      title: operator ? `There is no condition operator ${operator}.` : 'A condition of the policy is written wrongly.',
      cause:
        'A condition reads {operator: {key: values}}, with operators such as StringEquals, StringLike, ArnLike or Bool.',
      remedy: [
        'Correct the operator: StringEquals, StringLike, ArnLike, NumericLessThan, DateLessThan, Bool, IpAddress or Null.',
      ],
      actions: [{ type: 'edit-role' }],
    }),
  },
  {
    id: 'policy-characters',
    hints: ["document' failed to satisfy constraint"],
    pattern: /at '(?:assumeRoleP|p)olicyDocument' failed to satisfy constraint: Member must satisfy regular expression/,
    over: ['constraint-refused'],
    sources: [SOURCES.iamGrammar],
    explain: {
      title: 'The policy has a character that IAM does not take.',
      cause: 'Often curly quotes, a long dash or an invisible character from a web page or a document.',
      remedy: ['Replace them by plain quotes and hyphens; the policy editor of Slipway shows where they are.'],
      actions: [{ type: 'edit-role' }],
    },
  },
  {
    id: 'policy-malformed',
    certainty: 'possible',
    hints: ['malformedpolicydocument'],
    pattern: /MalformedPolicyDocument(?:Exception)?\b/,
    sources: [SOURCES.iamGrammar],
    explain: {
      title: 'IAM does not take the policy document.',
      cause: 'Something in it is against the grammar of policies; the words behind MalformedPolicyDocument say what.',
      remedy: ['Paste the policy into the policy editor of Slipway: it names the line and what is wrong.'],
      apart: 'The words that follow in the message.',
      actions: [{ type: 'edit-role' }],
    },
  },
])
