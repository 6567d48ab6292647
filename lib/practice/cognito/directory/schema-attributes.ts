import type { SchemaAttributeType } from '@aws-sdk/client-cognito-identity-provider'

const TEXTS = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'gender',
  'zoneinfo',
  'locale',
  'phone_number',
  'address',
]

const COMMON = { DeveloperOnlyAttribute: false, Mutable: true, Required: false }

/** What every pool has: OpenID Connect's standard claims, as the Cognito developer guide lists them. */
const STANDARD: SchemaAttributeType[] = [
  { ...text('sub', 1, 2048), Mutable: false, Required: true },
  ...TEXTS.map((name) => text(name, 0, 2048)),
  text('birthdate', 10, 10),
  { ...COMMON, Name: 'email_verified', AttributeDataType: 'Boolean' },
  { ...COMMON, Name: 'phone_number_verified', AttributeDataType: 'Boolean' },
  { ...COMMON, Name: 'updated_at', AttributeDataType: 'Number', NumberAttributeConstraints: { MinValue: '0' } },
]

/** The attributes of a pool: the standard ones, as the pool may have changed them, and its own, which AWS calls `custom:…`. */
export function schemaAttributes(schema: readonly SchemaAttributeType[] = []): SchemaAttributeType[] {
  const isStandard = (name: string | undefined) => STANDARD.some(({ Name }) => Name === name)
  const own = schema.filter(({ Name }) => !isStandard(Name))
  return [
    ...STANDARD.map((attribute) => ({ ...attribute, ...schema.find(({ Name }) => Name === attribute.Name) })),
    ...own.map((attribute) => ({ ...COMMON, ...attribute, Name: `custom:${attribute.Name}` })),
  ]
}

function text(Name: string, shortest: number, longest: number): SchemaAttributeType {
  const StringAttributeConstraints = { MinLength: String(shortest), MaxLength: String(longest) }
  return { ...COMMON, Name, AttributeDataType: 'String', StringAttributeConstraints }
}
