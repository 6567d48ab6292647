import { rulesOf } from '@/lib/troubles/model'
import { SOURCES } from '@/lib/troubles/sources'

type Trust = { test: RegExp; program: string; remedy: string }

/** How each kind of program is told of a CA; the first that the text names. */
const TRUST: Trust[] = [
  {
    test: /SSL validation failed for|botocore/i,
    program: 'The AWS CLI or boto3',
    remedy: 'Set AWS_CA_BUNDLE=/PATH/company-ca.pem, or ca_bundle in ~/.aws/config.',
  },
  {
    test: /invalid peer certificate/i,
    program: 'uv',
    remedy:
      'Set UV_SYSTEM_CERTS=true (older versions UV_NATIVE_TLS=true) so that uv trusts what the system trusts, or SSL_CERT_FILE=/PATH/company-ca.pem.',
  },
  {
    test: /Unable to connect to the server: (?:tls|x509)|kubectl/i,
    program: 'kubectl',
    remedy:
      "If the cluster's own CA changed, write its kubeconfig again: aws eks update-kubeconfig --name NAME for EKS. Else add the company CA to certificate-authority-data.",
  },
  {
    test: /x509|Error response from daemon|tls: failed to verify/i,
    program: 'Docker or a Go program',
    remedy:
      'Add the CA to the trust store of the system and restart Docker; for one registry alone put it into /etc/docker/certs.d/REGISTRY/ca.crt.',
  },
  {
    test: /curl: \(\d+\)/i,
    program: 'curl',
    remedy: 'Give it with curl --cacert /PATH/company-ca.pem, or set CURL_CA_BUNDLE.',
  },
  {
    test: /fatal: unable to access|server certificate verification failed/i,
    program: 'git',
    remedy:
      'git config --global http.sslCAInfo /PATH/company-ca.pem; on Windows git config --global http.sslBackend schannel.',
  },
  {
    test: /requests\.exceptions|HTTPSConnectionPool/i,
    program: 'Python',
    remedy: 'Set REQUESTS_CA_BUNDLE=/PATH/company-ca.pem, and SSL_CERT_FILE and AWS_CA_BUNDLE to the same file.',
  },
  {
    test: /_ssl\.c|CERTIFICATE_VERIFY_FAILED|httpx|httpcore/i,
    program: 'Python',
    remedy:
      'Set SSL_CERT_FILE=/PATH/company-ca.pem, and AWS_CA_BUNDLE and REQUESTS_CA_BUNDLE to the same file, in the env of the server entry.',
  },
  {
    test: /SELF_SIGNED_CERT|UNABLE_TO_|self[- ]signed|issuer certificate|first certificate|\bnpm\b|fetch failed/i,
    program: 'Node.js',
    remedy:
      'Set NODE_EXTRA_CA_CERTS=/PATH/company-ca.pem in the env of the server entry; for npm alone npm config set cafile /PATH/company-ca.pem.',
  },
]

/** TLS: who trusts which certificate. */
export const TLS_RULES = rulesOf('network', [
  {
    id: 'certificate-untrusted',
    where: ['paste', 'call', 'aws'],
    hints: [
      'certificate',
      'self_signed',
      'self-signed',
      'unable_to_',
      'unknown authority',
      'pkix path',
      'sec_e_untrusted_root',
      'trust relationship',
      'unknownissuer',
      'unable to get',
    ],
    pattern:
      /certificate verify failed|SELF_SIGNED_CERT|self[- ]signed certificate|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|unable to (?:get (?:local )?issuer certificate|verify the first certificate)|invalid peer certificate|x509: certificate signed by unknown authority|x509: .{0,40}certificate is not trusted|server certificate verification failed|tls: failed to verify certificate|PKIX path building failed|SEC_E_UNTRUSTED_ROOT|Could not establish trust relationship/i,
    sources: [SOURCES.uvCertificates, SOURCES.nodeCertificates, SOURCES.cliNetwork],
    explain: (match) => {
      const { program, remedy } = TRUST.find(({ test }) => test.test(match.input)) ?? NO_TRUST
      return {
        title: `${program} does not trust the certificate of the server.`,
        cause:
          'Usually a company proxy or a virus scanner opens TLS and signs with a CA of its own, which this program does not know.',
        remedy: [
          'Get the company CA as a PEM file from your IT department.',
          remedy,
          'Restart the client after that. Do not switch verification off: your AWS sign-in travels over this connection.',
        ],
        actions: [{ type: 'connect-client' }],
      }
    },
  },
  {
    id: 'certificate-strict',
    where: ['paste', 'call', 'aws'],
    over: ['certificate-untrusted'],
    hints: ['not marked critical', 'missing authority key', 'missing subject key', 'does not include key usage'],
    pattern:
      /Basic Constraints of CA cert not marked critical|Missing (?:Authority|Subject) Key Identifier|CA cert does not include key usage/i,
    sources: [SOURCES.pythonStrict],
    explain: {
      title: 'Python 3.13 and later refuse the company CA for its form.',
      cause:
        'Since 3.13 Python checks certificates strictly, and the CA of a company proxy lacks what the message names.',
      remedy: [
        'Run the program with Python 3.12: uvx --python 3.12 mcp-proxy-for-aws@1.7.0, and the same args in the server entry.',
        'Ask your IT department to issue the CA again with that extension. Do not switch verification off.',
      ],
      command: 'uvx --python 3.12 mcp-proxy-for-aws@1.7.0 --help',
      actions: [{ type: 'connect-client' }],
    },
  },
  {
    id: 'certificate-revocation',
    where: ['paste', 'call', 'aws'],
    over: ['certificate-untrusted'],
    hints: ['no_revocation_check', 'revocation_offline', 'revocation function', 'revocation server'],
    pattern:
      /CRYPT_E_(?:NO_REVOCATION_CHECK|REVOCATION_OFFLINE)|revocation (?:function was unable|server was offline)/i,
    sources: [SOURCES.curlTls],
    explain: {
      title: 'Windows cannot ask whether the certificate was revoked.',
      cause:
        'A company proxy signs certificates without an address for that question, or the network blocks the address.',
      remedy: [
        'With curl add --ssl-revoke-best-effort; git: git config --global http.schannelCheckRevoke false.',
        'Or ask your network team to let the revocation lists (CRL, OCSP) through. The certificate itself stays verified.',
      ],
    },
  },
  {
    id: 'certificate-expired',
    where: ['paste', 'call', 'aws'],
    over: ['certificate-untrusted'],
    hints: [
      'certificate has expired',
      'cert_has_expired',
      'not yet valid',
      'cert_not_yet_valid',
      'certificate expired',
      'peer certificate: expired',
      'notvalidyet',
    ],
    pattern:
      /certificate (?:has |is )?expired|CERT_HAS_EXPIRED|certificate is not yet valid|CERT_NOT_YET_VALID|x509: certificate has expired or is not yet valid|peer certificate: (?:Expired|NotValidYet)/i,
    sources: [SOURCES.nodeCertificates],
    certainty: 'likely',
    explain: {
      title: 'The certificate of the server is not valid at this time.',
      cause: 'The clock of this computer is wrong, or the certificate of a proxy or server has run out.',
      remedy: [
        'Check the clock and its time zone first, and let it be set over the network; under WSL, wsl --shutdown sets it right.',
        'If the clock is right, whoever runs that server or the company proxy must renew its certificate.',
      ],
      apart: 'If every HTTPS address fails, it is the clock; if only one does, it is that certificate.',
      command: 'date -u',
    },
  },
  {
    id: 'certificate-name',
    where: ['paste', 'call', 'aws'],
    over: ['certificate-untrusted'],
    hints: [
      'altname',
      'hostname mismatch',
      "doesn't match",
      'notvalidforname',
      'certificate is valid for',
      'no alternative certificate subject',
    ],
    pattern:
      /ERR_TLS_CERT_ALTNAME_INVALID|does not match certificate's altnames|Hostname mismatch, certificate is not valid|hostname '[^']{1,200}' doesn't match|peer certificate: NotValidForName|x509: certificate is valid for|no alternative certificate subject name/i,
    sources: [SOURCES.node],
    certainty: 'likely',
    explain: {
      title: 'The certificate belongs to another name.',
      cause:
        'The URL names a host that the server does not have a certificate for: a wrong name or region, an endpoint of a VPC under a private name, or a proxy that answers instead.',
      remedy: [
        'Copy the URL of the runtime again, and check AWS_ENDPOINT_URL.',
        'If a sign-in page of a network (hotel, company) answers instead, open a browser and sign in there first.',
      ],
    },
  },
  {
    id: 'tls-wrong-version',
    where: ['paste', 'call', 'aws'],
    hints: [
      'wrong version number',
      'wrong_version_number',
      'gave http response to https',
      'packet length too long',
      'invalidcontenttype',
    ],
    pattern: /wrong[ _]version[ _]number|gave HTTP response to HTTPS client|packet length too long|InvalidContentType/i,
    sources: [SOURCES.cliNetwork],
    certainty: 'likely',
    explain: {
      title: 'HTTPS was spoken to a port that speaks plain HTTP.',
      cause:
        'HTTPS_PROXY begins with https:// although the proxy speaks HTTP, or the URL of a local server has https:// instead of http://.',
      remedy: [
        'Write HTTPS_PROXY=http://PROXY:PORT, with http://.',
        'For a server on this computer write http:// in its URL.',
      ],
      command: 'env | grep -i proxy',
    },
  },
  {
    id: 'tls-handshake',
    where: ['paste', 'call', 'aws'],
    hints: [
      'handshake failure',
      'handshake_failure',
      'unsupported protocol',
      'unsupported_protocol',
      'protocol version',
    ],
    pattern:
      /alert[ _]handshake[ _]failure|handshake_failure|\[SSL: UNSUPPORTED_PROTOCOL\]|tls(?:v1)?[ _]alert[ _]protocol[ _]version|tls: protocol version not supported/i,
    sources: [SOURCES.cliNetwork],
    certainty: 'likely',
    explain: {
      title: 'The two sides do not agree on a version of TLS.',
      cause: 'A company proxy or an old program offers only what the other side refuses; AWS wants TLS 1.2 or later.',
      remedy: [
        'Update the program that calls (uv, Python, Node.js, curl).',
        'If a company proxy opens TLS, ask your network team to pass *.amazonaws.com through untouched.',
      ],
      command: 'curl -v https://sts.us-east-1.amazonaws.com',
    },
  },
  {
    id: 'certificate-file',
    where: ['paste', 'call', 'aws'],
    hints: [
      'tls ca certificate bundle',
      'ignoring extra certs',
      'certificate file',
      'load_verify_locations',
      'invalid `ssl_cert_',
    ],
    pattern:
      /Could not find a suitable TLS CA certificate bundle, invalid path|Ignoring extra certs from|error setting certificate (?:verify locations|file)|FileNotFoundError.{0,400}load_verify_locations|load_verify_locations.{0,200}(?:FileNotFoundError|NO_CERTIFICATE_OR_CRL_FOUND)|Ignoring invalid `SSL_CERT_(?:FILE|DIR)/i,
    sources: [SOURCES.nodeCertificates],
    explain: {
      title: 'The file with the company CA cannot be read.',
      cause:
        'AWS_CA_BUNDLE, REQUESTS_CA_BUNDLE, SSL_CERT_FILE or NODE_EXTRA_CA_CERTS names a file that is not there or not PEM.',
      remedy: ['Correct the path, or unset the variable if no company CA is needed; write the full path, without ~.'],
      command: 'env | grep -E "CA_BUNDLE|CERT"',
    },
  },
])

const NO_TRUST = {
  program: 'The program',
  remedy:
    'Add the CA to the trust store of the system (Windows: Trusted Root Certification Authorities; Java: keytool -importcert).',
}
