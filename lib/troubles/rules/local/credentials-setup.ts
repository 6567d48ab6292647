import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** Profiles, regions and chains of roles on the person's computer. */
export const SETUP_RULES = rulesOf('credentials', [
  {
    id: 'profile-missing',
    over: ['no-credentials', 'no-local-credentials'],
    hints: [
      'config profile',
      'using profile:',
      'in shared credentials file',
      'profilenotfound',
      'shared config profile',
      'was not found.',
    ],
    pattern:
      /The config profile \((.{1,80}?)\) could not be found|Could not resolve credentials using profile: \[(.{1,80}?)\]|Profile (\S{1,80}) (?:could not be found in shared credentials file|was not found\.)|failed to get shared config profile, (\S{1,80})|\bProfileNotFound\b(?!.{0,40}config profile)/i,
    sources: [SOURCES.cliFiles],
    about: (match) => match.slice(1).find(Boolean) ?? '',
    explain: (match, { from }) => {
      const name = match.slice(1).find(Boolean)
      return {
        title: name ? `There is no AWS profile ${name}.` : 'There is no such AWS profile.',
        cause:
          from === 'log'
            ? 'The container has no profiles; AWS_PROFILE or AWS_API_MCP_PROFILE_NAME is set on the runtime.'
            : 'AWS_PROFILE, --profile or the server entry names a profile that ~/.aws/config and ~/.aws/credentials do not have.',
        remedy:
          from === 'log'
            ? [
                'Remove AWS_PROFILE and AWS_API_MCP_PROFILE_NAME from the environment of the runtime: it uses its execution role.',
              ]
            : [
                'List the profiles with aws configure list-profiles and use one of them; in ~/.aws/config its heading is [profile NAME].',
                `Or make it: aws configure sso --profile ${name ?? 'NAME'}, or aws configure --profile ${name ?? 'NAME'}.`,
                'In Docker or WSL the files of your home are not there: mount ~/.aws, or set AWS_CONFIG_FILE.',
              ],
        command: 'aws configure list-profiles',
        actions: [{ type: 'open-settings' }],
      }
    },
  },
  {
    id: 'config-broken',
    where: ['paste', 'call', 'aws'],
    hints: [
      'parse config file',
      'configparseerror',
      'source contains parsing errors',
      'no section headers',
      'duplicatesectionerror',
      'duplicateoptionerror',
    ],
    pattern:
      /Unable to parse config file:? ?(\S{1,200})?|ConfigParseError|Source contains parsing errors|File contains no section headers|Duplicate(?:Section|Option)Error: While reading from '([^']{0,160}\.aws[^']{0,40})'/i,
    sources: [SOURCES.cliFiles],
    explain: ([, file, other]) => ({
      title: `${file ?? other ?? '~/.aws/config'} cannot be read.`,
      cause:
        'A line is not of the form name = value, a heading lacks its bracket, a profile is there twice, or it was saved with a BOM or as rich text.',
      remedy: [
        'Open ~/.aws/config and ~/.aws/credentials in a text editor: headings are [default] or [profile NAME] (in credentials [NAME]), every profile once, and save as plain UTF-8.',
      ],
      command: 'aws configure list-profiles',
    }),
  },
  {
    id: 'no-local-credentials',
    where: ['paste', 'call', 'aws'],
    over: ['no-credentials'],
    hints: [
      'unable to locate credentials',
      'nocredentialserror',
      'load credentials from any',
      'no aws credentials',
      'nocredentialproviders',
      'no ec2 imds role',
      'no valid credential sources',
      'failed to refresh cached credentials',
      'missing credentials in config',
    ],
    pattern:
      /Unable to locate credentials|NoCredentialsError|(?:Could not|Unable to) load credentials from any (?:of the )?providers|No AWS credentials (?:available|found)|NoCredentialProviders|no EC2 IMDS role found|No valid credential sources|failed to refresh cached credentials(?!.{0,60}SSO)|Missing credentials in config/i,
    sources: [SOURCES.cliFiles, SOURCES.proxy],
    certainty: 'possible',
    explain: {
      title: 'No AWS credentials were found.',
      cause:
        'Whoever printed this looked at variables, profiles and metadata and found nothing; a program on this computer and the server in the runtime say it alike.',
      remedy: [
        'On this computer: sign in with aws sso login --profile NAME, aws login or aws configure, and check with aws sts get-caller-identity.',
        'In a server entry: clients pass on few variables, so give AWS_PROFILE and AWS_REGION in env, or --profile NAME to mcp-proxy-for-aws.',
        'In the runtime: it needs its execution role and MMDSv2, and no AWS_API_MCP_PROFILE_NAME.',
      ],
      apart:
        'A terminal or a local proxy is this computer; a line of the log or an answer of call_aws is the runtime and its execution role.',
      command: 'aws sts get-caller-identity',
      actions: [{ type: 'open-settings' }],
    },
  },
  {
    id: 'credentials-partial',
    hints: ['partial credentials found'],
    pattern: /Partial credentials found in ([\w-]{1,60}), missing: (\S{1,60})/i,
    sources: [SOURCES.cliFiles],
    explain: ([, provider = '', missing = '']) => ({
      title: `Half of the AWS credentials is missing: ${missing}.`,
      cause: `${provider === 'env' ? 'The environment variables have' : `The profile (${provider}) has`} one part of a key pair and not the other.`,
      remedy: [
        `Add ${missing}, or remove the other part.`,
        'A key needs aws_access_key_id and aws_secret_access_key in the same place, and temporary ones aws_session_token too.',
      ],
      command: 'aws configure list',
    }),
  },
  {
    id: 'role-profile',
    where: ['paste', 'call', 'aws'],
    over: ['credentials-partial'],
    hints: [
      'source_profile',
      'credential configuration detected',
      'the credential source',
      'detected a cycle',
      'credential_source',
      'the source profile',
    ],
    pattern:
      /source_profile "?([^"]{1,80})"? referenced in the profile|missing: source_profile or credential_source|Infinite loop in credential configuration|Detected a cycle attempting to resolve credentials|credential source "[^"]{1,60}" referenced in|Unsupported credential source in profile|The source profile "[^"]{1,80}" must have credentials/i,
    sources: [SOURCES.cliRole],
    explain: ([, source]) => ({
      title: 'A profile with a role has no usable source.',
      cause: source
        ? `Its source_profile is ${source}, which does not exist.`
        : 'role_arn needs a source_profile with credentials of its own, or a credential_source, and never itself.',
      remedy: [
        'In ~/.aws/config, give the profile source_profile = NAME of a profile that you sign in with.',
        'On EC2 or ECS give credential_source = Ec2InstanceMetadata or EcsContainer instead.',
      ],
    }),
  },
  {
    id: 'sso-setup',
    where: ['paste', 'call', 'aws'],
    hints: [
      'sso-session',
      'configured to use sso',
      'required sso configuration',
      'invalid sso credentials',
      'conflicting sso',
      'sso session',
    ],
    pattern:
      /specified sso-session does not exist: "?([^"]{1,80})|configured to use SSO but is missing required configuration: ?([\w, ]{1,120})|Missing the following required SSO configuration values: ?([\w, ]{1,120})|configured with invalid SSO credentials|Conflicting SSO (?:region|start_url)|Sso session '[^']{1,80}' could not be found/i,
    sources: [SOURCES.cliSso],
    explain: ([, session, one, other]) => ({
      title: 'The SSO settings of the profile are not complete.',
      cause: session
        ? `~/.aws/config has no section [sso-session ${session}].`
        : `The profile or its sso-session lacks ${one ?? other ?? 'a setting'}, or the two differ.`,
      remedy: [
        'Run aws configure sso --profile NAME, which writes the whole set: sso_session, sso_account_id, sso_role_name, and sso_start_url and sso_region in its section.',
        'Then aws sso login --profile NAME.',
      ],
      command: 'aws configure sso',
    }),
  },
  {
    id: 'mfa-needed',
    where: ['paste', 'call', 'aws'],
    over: ['access-denied'],
    hints: [
      'multifactorauthentication',
      'multi-factor authentication',
      'mfa token required',
      'mfa code',
      'assumeroletokenprovider',
    ],
    pattern:
      /MultiFactorAuthentication failed|requires multi-factor authentication, but no MFA code|MFA token required|Enter MFA code for|AssumeRoleTokenProviderNotSet|assume role with MFA enabled/i,
    sources: [SOURCES.cliRole],
    explain: {
      title: 'The profile needs an MFA code.',
      cause:
        'mfa_serial makes each sign-in ask for a code, which a server entry or SDK has no way to ask for; a code counts once only.',
      remedy: [
        'In a terminal run aws sts get-caller-identity --profile NAME and enter a fresh code; the AWS CLI keeps that session, the server entry may not see it.',
        'For a server entry get a session with aws sts get-session-token --serial-number ARN --token-code CODE and write it to a profile of its own, or use aws sso login.',
      ],
      command: 'aws sts get-caller-identity --profile NAME',
    },
  },
  {
    id: 'credential-process',
    where: ['paste', 'call', 'aws'],
    over: ['no-credentials', 'no-local-credentials'],
    hints: ['custom-process', 'credential_process'],
    pattern:
      /retrieving credentials from custom-process|credential_process.{0,80}(?:fail|error|invalid|did not|returned|timed? ?out)/i,
    sources: [SOURCES.cliFiles],
    explain: {
      title: 'The program of credential_process failed.',
      cause:
        'The profile gets its credentials from a program, which ended with an error or printed something else than the JSON that is wanted.',
      remedy: [
        'Copy the line of credential_process from ~/.aws/config and run it in a terminal: it must print JSON with Version 1, AccessKeyId and SecretAccessKey.',
        'Give the program with its full path: desktop clients have a shorter PATH. Sign in again if the program asks for it.',
      ],
      command: 'aws configure get credential_process --profile NAME',
    },
  },
  {
    id: 'no-instance-role',
    where: ['paste', 'call', 'aws'],
    over: ['no-credentials', 'no-local-credentials', 'aws-unreachable', 'aws-unreachable-here'],
    hints: [
      'metadataretrievalerror',
      'ecs metadata',
      'ec2instancemetadata',
      'ecscontainer',
      'iam-role',
      'instance metadata',
      '169.254.169.254',
      'no ec2 imds role',
      'container-role',
    ],
    pattern:
      /MetadataRetrievalError|attempting to retrieve ECS metadata|retrieving credentials from (?:Ec2InstanceMetadata|EcsContainer|iam-role|container-role)|EC2 Instance Metadata Service access disabled|no EC2 IMDS role found|Unable to retrieve credentials from instance metadata|(?:timed? ?out|unable to|failed|refused|max attempts).{0,160}169\.254\.169\.254|169\.254\.169\.254.{0,160}(?:timed? ?out|unable to|failed|refused|exceeded)/i,
    sources: [SOURCES.cliRole],
    certainty: 'likely',
    explain: {
      title: 'There are no credentials in the instance metadata.',
      cause:
        'The last place that is looked at is the metadata service of EC2 or ECS, which this computer does not have or does not reach.',
      remedy: [
        'On your own computer sign in instead: aws sso login --profile NAME, or aws configure, and give AWS_PROFILE to the program.',
        'On EC2 attach an instance profile; in a container there raise the hop limit of the metadata service to 2.',
      ],
      command: 'aws configure list',
    },
  },
  {
    id: 'region-missing',
    hints: [
      'specify a region',
      'noregionerror',
      'region is missing',
      'missingregion',
      'could not determine aws region',
      'not find region configuration',
      'missing region',
      'unable to load region from',
    ],
    pattern:
      /You must specify a region|NoRegionError|(?:Error|ConfigError|^): ?Region is missing|^Region is missing|MissingRegion\b|not find region configuration|Could not determine AWS region|Invalid Configuration: Missing Region|Unable to load region from any of the providers/i,
    sources: [SOURCES.cliFiles, SOURCES.proxy],
    explain: (_, { from }) => ({
      title: 'No AWS region is set.',
      cause:
        from === 'log'
          ? 'Neither AWS_REGION of the runtime nor the command names one.'
          : 'Neither an option, nor AWS_REGION, nor the profile names one; server entries do not see the variables of your terminal.',
      remedy:
        from === 'log'
          ? ['Set AWS_REGION in the environment of the runtime, or give --region in the command.']
          : [
              'In a server entry, give --region REGION to mcp-proxy-for-aws and AWS_REGION in env.',
              'In a terminal, use --region REGION, export AWS_REGION=REGION, or aws configure set region REGION --profile NAME.',
            ],
      actions: [from === 'log' ? { type: 'fix-env', variable: 'AWS_REGION' } : { type: 'connect-client' }],
    }),
  },
  {
    id: 'region-malformed',
    hints: ['provided region_name', 'invalid endpoint: https', 'region not accepted', 'not a valid hostname component'],
    pattern:
      /Provided region_name '([^']{0,60})' doesn't match|Invalid endpoint: https?:\/\/[\w-]{1,60}\.\.?\S{0,60}|Region not accepted: region="([^"]{0,60})"/i,
    sources: [SOURCES.cliFiles],
    explain: ([, one, other]) => ({
      title: `The region ${one ?? other ?? ''} is not written like one.`.replace('  ', ' '),
      cause: 'AWS_REGION, --region or the profile holds a name of another form, with blanks or quotes, or nothing.',
      remedy: ['Write it as us-east-1: small letters, hyphens, no zone letter at the end, no quotes.'],
      command: 'aws configure get region',
    }),
  },
  {
    id: 'region-unsupported',
    hints: ['unable to construct an endpoint', 'not available in region', 'unknown region:', 'unknownendpointerror'],
    pattern:
      /Unable to construct an endpoint for ([\w-]{1,60}) in region (\S{1,60})|Service ([\w-]{1,60}) not available in region (\S{1,60})|Unknown region: '?([\w-]{1,60})/i,
    sources: [SOURCES.regions],
    explain: ([, a, b, c, d, e]) => ({
      title: `${a ?? c ?? 'The service'} is not known in ${b ?? d ?? e ?? 'that region'}.`,
      cause: 'The region is misspelled, lacks the service, or is newer than the AWS CLI or SDK.',
      remedy: ['Choose a region that has the service (--region or AWS_REGION), or update the AWS CLI or SDK.'],
    }),
  },
])
