import type { Field } from '@/lib/deployments/setup/fields/field'
import {
  permissionsInput,
  permissionsText,
  permissionValues,
  policySubject,
} from '@/lib/deployments/setup/form-policies'
import { defaultRoleName } from '@/lib/deployments/spec/names'

const CREATED = { roleMode: 'create' }

/** What an assistant may do. Four answers say together which policies a role gets (`permissionsInput`). */
export const PERMISSIONS_FIELDS = {
  roleMode: {
    path: 'executionRole.mode',
    owns: 'executionRole',
    choices: [
      {
        value: 'create',
        label: 'Create an execution role',
        description: 'Made for this server alone, with what AgentCore needs and what you grant below.',
      },
      {
        value: 'adopt',
        label: 'Use one that exists',
        description:
          'Its trust policy, its base permissions and its reach are checked first. Slipway changes nothing on it.',
      },
    ],
    read: ({ executionRole }) => executionRole.mode,
    label: 'Execution role',
    term: 'executionRole',
    control: 'cards',
    columns: 2,
  },
  roleName: {
    path: 'executionRole.name',
    when: CREATED,
    read: ({ executionRole }) => (executionRole.mode === 'create' ? executionRole.name : ''),
    write: (text, { name = '', region = '' }) => text || defaultRoleName(name.trim(), region.trim()),
    summary: {
      term: 'Execution role',
      text: ({ roleName, name = '', region }) =>
        roleName || (name.trim() && region ? defaultRoleName(name.trim(), region) : '…'),
    },
    label: 'Role name',
    control: 'text',
    optional: true,
    hint: 'Left empty, it is named after the server: slipway-NAME-REGION.',
    mono: true,
  },
  roleArn: {
    path: 'executionRole.arn',
    when: { roleMode: 'adopt' },
    read: ({ executionRole }) => (executionRole.mode === 'adopt' ? executionRole.arn : ''),
    summary: { term: 'Execution role (yours)', text: ({ roleArn }) => roleArn || '…' },
    label: 'Role ARN',
    control: 'text',
    placeholder: 'arn:aws:iam::111122223333:role/my-role',
    mono: true,
  },
  grant: {
    when: CREATED,
    choices: [
      {
        value: 'managed',
        label: 'Read-only, by AWS’s own policy (recommended)',
        description: 'A good start: your assistant can look at nearly everything and change nothing.',
      },
      {
        value: 'custom',
        label: 'A policy of your own',
        description: 'The least it needs, with conditions on region, tag or time. Start from a template.',
      },
      {
        value: 'several',
        label: 'Several policies',
        description: 'Any number of managed policies and of your own, each with its name.',
      },
    ],
    read: (spec) => permissionValues(spec).grant,
    summary: { term: 'Permissions', text: permissionsText },
    label: 'What your assistant may do in AWS',
    control: 'cards',
    columns: 3,
  },
  managedPolicyArn: {
    path: 'executionRole.permissions.managedPolicyArns',
    when: CREATED,
    read: (spec) => permissionValues(spec).managedPolicyArn,
    write: (_, answers) => permissionsInput(answers).managedPolicyArns,
    subject: (rest, answers) => policySubject('managedPolicyArns', rest, answers),
    label: 'AWS managed policy',
    control: 'own',
  },
  customPolicy: {
    path: 'executionRole.permissions.inlinePolicies',
    when: CREATED,
    read: (spec) => permissionValues(spec).customPolicy,
    write: (_, answers) => permissionsInput(answers).inlinePolicies,
    subject: (rest, answers) => policySubject('inlinePolicies', rest, answers),
    label: 'Permission policy (JSON)',
    control: 'area',
    rows: 14,
    hint: 'An IAM policy document. Everything on everything (Action * on Resource *) is refused.',
  },
  managedPolicyArns: {
    read: (spec) => permissionValues(spec).managedPolicyArns,
    label: 'Add a managed policy',
    hint: 'By name, service or what it allows, or its ARN: one of AWS’s own, or of this account.',
    control: 'own',
    optional: true,
  },
  inlinePolicies: {
    read: (spec) => permissionValues(spec).inlinePolicies,
    label: 'Policies of your own',
    control: 'own',
    optional: true,
  },
} as const satisfies Record<string, Field>
