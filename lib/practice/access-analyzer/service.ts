import type { ValidatePolicyRequest, ValidatePolicyResponse } from '@aws-sdk/client-accessanalyzer'
import * as exported from '@aws-sdk/client-accessanalyzer'
import { checkAccessNotGranted, checkNoNewAccess } from '@/lib/practice/access-analyzer/custom-checks'
import { findingsOf } from '@/lib/practice/access-analyzer/findings'
import { restModel } from '@/lib/practice/wire/models'
import { operation, type ServiceDefinition } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const PAGE = 100

/** Policies are validated and compared with the product's own rules: it shows the wire and the words, and is no second opinion. */
export const accessAnalyzerService: ServiceDefinition = {
  model: restModel({ id: 'access-analyzer', signingName: 'access-analyzer', exported }),
  iamPrefix: 'access-analyzer',
  operations: {
    CheckAccessNotGranted: operation({ run: checkAccessNotGranted }),
    CheckNoNewAccess: operation({ run: checkNoNewAccess }),
    ValidatePolicy: operation({ run: validatePolicy }),
    // None can be made here.
    ListAnalyzers: operation({ run: () => ({ analyzers: [] }) }),
  },
}

async function validatePolicy(input: ValidatePolicyRequest): Promise<ValidatePolicyResponse> {
  const { policyDocument = '', policyType, maxResults = PAGE, nextToken } = input

  if (policyType !== 'IDENTITY_POLICY' && policyType !== 'RESOURCE_POLICY') {
    throw new ServiceError(
      'ValidationException',
      'The practice account validates identity and resource policies only.',
      400,
      {
        reason: 'other',
      },
    )
  }
  const start = nextToken === undefined ? 0 : Number(nextToken)

  if (!Number.isInteger(start) || start < 0) {
    throw new ServiceError('ValidationException', 'The token is not valid.', 400, { reason: 'fieldValidationFailed' })
  }
  const all = await findingsOf(policyDocument, policyType === 'IDENTITY_POLICY' ? 'identity' : 'trust')
  const end = start + Math.max(1, maxResults)
  return { findings: all.slice(start, end), ...(end < all.length ? { nextToken: String(end) } : {}) }
}
