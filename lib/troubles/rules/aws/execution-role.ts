import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

/** Refusals that name no missing action, or name another cause than it looks like. */
export const EXECUTION_ROLE_RULES = rulesOf('execution-role', [
  {
    id: 'model-access',
    over: ['access-denied'],
    hints: ["don't have access to the model", 'do not have access to the model', 'model access is denied'],
    pattern: /(don't|do not) have access to the model|Model access is denied/i,
    sources: [SOURCES.denied],
    explain: {
      title: 'The account has no access to this Bedrock model.',
      cause: 'Access to a model is granted in Bedrock for each account and region, beside the permission of the role.',
      remedy: [
        'Open Amazon Bedrock, Model access, in that region and request the model; or choose a model that the account has.',
        'A role that calls models needs bedrock:InvokeModel on the model too.',
      ],
    },
  },
  {
    id: 'kms-denied',
    over: ['access-denied'],
    hints: ['access to kms is not allowed', 'refers to a customer master key', 'kms key is not accessible'],
    pattern:
      /Access to KMS is not allowed|refers to a customer master key that does not exist|KMS key is not accessible/i,
    sources: [SOURCES.denied],
    explain: {
      title: 'The KMS key that encrypts the data may not be used.',
      cause:
        "The identity that asks lacks kms:Decrypt on the key, the key's policy does not let it, or the key is gone.",
      remedy: [
        'Allow kms:Decrypt on the key in the policy of the identity that asked, and in the key policy if the key is in another account.',
        'Check that the key exists in this region and is enabled.',
      ],
    },
  },
  {
    id: 'object-forbidden',
    certainty: 'possible',
    hints: ['headobject operation: forbidden', 'headbucket operation: forbidden', '<code>accessdenied</code>'],
    pattern: /Head(Object|Bucket) operation: Forbidden|<Code>AccessDenied<\/Code>/i,
    sources: [SOURCES.denied],
    explain: {
      title: 'S3 refused the request and does not say why.',
      cause:
        'The permission is missing, the bucket policy forbids it, or the object does not exist and s3:ListBucket is missing.',
      remedy: [
        'Check bucket and key: without s3:ListBucket a missing object is refused like this.',
        'Allow s3:GetObject on arn:aws:s3:::BUCKET/* (and s3:ListBucket on arn:aws:s3:::BUCKET) to the identity that asked, if it should read there.',
        'If the bucket is in another account, its bucket policy must allow it too; look for a Deny there.',
      ],
      apart:
        'Whether aws s3api get-bucket-location on the bucket works, and whether the object exists for an administrator.',
    },
  },
  {
    id: 'request-unknown',
    over: ['access-denied'],
    hints: ['unable to determine service/operation name'],
    pattern: /Unable to determine service\/operation name to be authorized/i,
    sources: [SOURCES.denied],
    explain: {
      title: 'AWS does not know the address that was called.',
      cause: 'The path, the method or the host of the request fits no operation; no permission helps.',
      remedy: [
        'Correct the URL: the MCP address of a runtime ends in /runtimes/ENCODED_ARN/invocations?qualifier=DEFAULT, with the ARN percent-encoded, and is called by POST.',
        'Update the AWS SDK or CLI that made the request.',
      ],
    },
  },
])
