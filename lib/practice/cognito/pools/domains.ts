import type {
  CreateUserPoolDomainRequest,
  DeleteUserPoolDomainRequest,
  DescribeUserPoolDomainRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter } from '@/lib/practice/cognito/errors'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { cognitoSlice, type Pool, requirePool } from '@/lib/practice/cognito/slice'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { type Call, operation } from '@/lib/practice/wire/service'

const RESERVED = ['aws', 'amazon', 'cognito']

/** The prefix under which a pool serves OAuth. Here the pool's own address takes its place: its discovery document says where. */
export const domainOperations = {
  CreateUserPoolDomain: operation({ authorization: onPool, run: createDomain }),
  DescribeUserPoolDomain: operation({ run: describeDomain }),
  DeleteUserPoolDomain: operation({ authorization: onPool, run: deleteDomain }),
}

function createDomain(input: CreateUserPoolDomainRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const { Domain = '', ManagedLoginVersion = 1 } = input
  const reserved = RESERVED.find((word) => Domain.includes(word))

  if (input.CustomDomainConfig) {
    throw notHeld('a domain with a certificate of your own')
  }
  if (reserved !== undefined) {
    throw invalidParameter(`Domain cannot contain reserved word: ${reserved}`)
  }
  if (ownerOf(Domain, call)) {
    throw invalidParameter('Domain already associated with another user pool.')
  }
  if (pool.domain) {
    throw invalidParameter('User pool already has a domain configured.')
  }
  pool.domain = { name: Domain, loginVersion: ManagedLoginVersion }
  return { ManagedLoginVersion }
}

/** A domain that nobody has is described by nothing, and is no error. */
function describeDomain({ Domain = '' }: DescribeUserPoolDomainRequest, call: Call) {
  const pool = ownerOf(Domain, call)
  return {
    DomainDescription: pool
      ? {
          Domain,
          UserPoolId: pool.id,
          AWSAccountId: call.accountId,
          Status: 'ACTIVE',
          Version: String(Math.floor(pool.createdAt / 1000)),
          ManagedLoginVersion: pool.domain?.loginVersion,
        }
      : {},
  }
}

function deleteDomain(input: DeleteUserPoolDomainRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)

  if (pool.domain?.name !== input.Domain) {
    throw invalidParameter('No such domain or user pool exists.')
  }
  delete pool.domain
  return {}
}

function ownerOf(domain: string, call: Call): Pool | undefined {
  return Object.values(cognitoSlice(call.state).pools).find(
    (pool) => pool.region === call.region && pool.domain?.name === domain,
  )
}
