import 'server-only'
import { actionLevel } from '@/lib/policies/catalogue/catalogue'
import { VIA } from '@/lib/successor/via'

/** Two policies for a person: what assistants did through the runtime, and nothing else through the managed server. */
export type PersonPolicies = {
  /** JSON. */
  allow: string
  /** JSON; what the role's limits were, for whoever may do more than their assistant should. Absent where nothing was used. */
  limit?: string
  /** Recorded actions that are in neither, because AWS lists none by that name. */
  leftOut: string[]
}

const THROUGH_IT = { StringEquals: { 'aws:CalledViaAWSMCP': VIA['aws:CalledViaAWSMCP'] } }

/**
 * The policies for the actions that were used. The signing-in by OAuth is allowed whatever was used. A denial by NotAction holds what
 * the person may do otherwise away from the assistant, and leaves direct calls alone.
 */
export async function personPolicies(used: readonly string[]): Promise<PersonPolicies> {
  const found = await Promise.all([...new Set(used)].map(async (action) => ({ action, name: await nameOf(action) })))
  const actions = [...new Set(found.flatMap(({ name }) => name ?? []))].toSorted()
  const signIn = {
    Sid: 'SignInToTheManagedServer',
    Effect: 'Allow',
    Action: ['signin:AuthorizeOAuth2Access', 'signin:CreateOAuth2Token'],
    Resource: '*',
  }
  const through = { Sid: 'WhatAssistantsDid', Effect: 'Allow', Action: actions, Resource: '*', Condition: THROUGH_IT }
  const limit = {
    Sid: 'NothingElseThroughIt',
    Effect: 'Deny',
    NotAction: actions,
    Resource: '*',
    Condition: { Bool: { 'aws:ViaAWSMCPService': VIA['aws:ViaAWSMCPService'] } },
  }
  return {
    allow: documentOf(actions.length > 0 ? [signIn, through] : [signIn]),
    ...(actions.length > 0 ? { limit: documentOf([limit]) } : {}),
    leftOut: found.flatMap(({ action, name }) => (name === undefined ? [action] : [])),
  }
}

function documentOf(Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)
}

async function nameOf(action: string): Promise<string | undefined> {
  const [prefix = '', name = ''] = action.split(':')
  const found = name === '' || action.includes('*') ? undefined : await actionLevel(prefix, name)
  return found && `${prefix.toLowerCase()}:${found.name}`
}
