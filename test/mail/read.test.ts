// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { readMails } from '../../server/src/mail/read.ts';
import { inOrder } from '../../server/src/mail/series.ts';

const DIFF = [
  'diff --git a/f.c b/f.c',
  '--- a/f.c',
  '+++ b/f.c',
  '@@ -1,3 +1,3 @@',
  ' int a;',
  '-int b = 1; /* caf\u00e9 = */',
  '+int b = 2; /* caf\u00e9 = */',
  ' int c;',
  '',
].join('\n');

const HEAD = ['From: Ann <ann@example.org>', 'Subject: [PATCH] f: two', 'Message-ID: <1@example.org>'];

function mail(body: string, ...headers: string[]): string {
  return `${[...HEAD, ...headers].join('\n')}\n\n${body}`;
}

async function read(bytes: string | Buffer) {
  const { mails, bad } = await readMails(Buffer.from(bytes));
  return { bad, mails };
}

/** Title, reason for skipping, and diff from its first line on. */
async function brief(bytes: string | Buffer) {
  const { mails, bad } = await read(bytes);
  return {
    bad,
    mails: mails.map(({ title, skipped, diffs }) => [
      title,
      skipped,
      diffs[0]?.slice(Math.max(0, diffs[0].indexOf('diff --git'))).trimEnd() ?? null,
    ]),
  };
}

const one = { bad: [], mails: [['[PATCH] f: two', null, DIFF.trimEnd()]] };
const PLAIN = 'Content-Type: text/plain; charset=utf-8';
const encode = 'Content-Transfer-Encoding:';

function quotedPrintable(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      byte === 10
        ? '\n'
        : byte === 61 || byte > 126
          ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
          : String.fromCharCode(byte),
    )
    .join('');
}

describe('one patch in every transport', () => {
  const base64 = Buffer.from(`Words.\n---\n${DIFF}`).toString('base64').replace(/.{76}/g, '$&\n');
  const body = `Words.\n---\n${DIFF}`;
  const parts = (kind: string, ...all: string[]) =>
    mail(
      `${all.map((part) => `--X\n${part}\n`).join('')}--X--\n`,
      `Content-Type: multipart/${kind}; boundary=X`,
    );
  test.each<[string, string | Buffer]>([
    ['as it is', mail(body)],
    ['with CRLF', mail(body).replaceAll('\n', '\r\n')],
    ['quoted-printable', mail(quotedPrintable(body), PLAIN, `${encode} quoted-printable`)],
    ['base64', mail(base64, PLAIN, `${encode} base64`)],
    ['latin-1', Buffer.from(mail(body, 'Content-Type: text/plain; charset=iso-8859-1'), 'latin1')],
    ['latin-1 that does not say so', Buffer.from(mail(body), 'latin1')],
    [
      'with HTML beside it',
      parts('alternative', `${PLAIN}\n\n${body}`, 'Content-Type: text/html\n\n<p>x</p>'),
    ],
    [
      'as an attachment',
      parts(
        'mixed',
        `${PLAIN}\n\nSee there.`,
        `Content-Type: text/x-patch\nContent-Disposition: attachment; filename=a.patch\n${encode} base64\n\n${base64}`,
      ),
    ],
    ['in a mailbox', `From ann@example.org Mon Sep 17 00:00:00 2001\n${mail(body)}`],
    ['below scissors', mail(`Hello,\n\n-- >8 --\n${body}`)],
    ['with a coded subject', mail(body).replace('[PATCH] f: two', '=?utf-8?B?W1BBVENIXSBmOiB0d28=?=')],
  ])('%s', async (_, bytes) => {
    expect(await brief(bytes)).toEqual(one);
  });

  test('format=flowed, true and untrue', async () => {
    const flowed = body.replace(/^ /gm, '  ');
    const type = `${PLAIN}; format=flowed`;
    for (const text of [flowed, body]) {
      const { mails } = await read(mail(text, type));
      const diffs = mails[0]?.diffs.map((diff) => diff.slice(diff.indexOf('diff --git')).trimEnd());
      expect(diffs).toContain(DIFF.trimEnd());
    }
  });

  test('mboxrd gives back one mark of "From " lines', async () => {
    const { mails } = await read(
      `From x@y Mon Sep 17 00:00:00 2001\n${mail(`>From here\n>>From there\n\n${body}`)}`,
    );
    expect(mails[0]?.message?.text.split('\n').slice(0, 2)).toEqual(['From here', '>From there']);
  });
});

describe('odd mailers', () => {
  const BLANK = DIFF.replace(' int c;\n', ' \n int c;\n').replace('-1,3 +1,3', '-1,4 +1,4');

  test('format=flowed that puts a space before lines and breaks none: an empty line of context is not joined', async () => {
    const flowed = `Words.\n---\n${BLANK}`.replace(/^ /gm, '  ');
    const { mails } = await read(mail(flowed, `${PLAIN}; format=flowed`));
    expect(mails[0]?.diffs.map((diff) => diff.includes(BLANK))).toContain(true);
  });

  test('the mark of UTF-8 before everything', async () => {
    expect(await brief(`\ufeff${mail(`Words.\n---\n${DIFF}`, PLAIN)}`)).toEqual(one);
    expect(
      (await brief(`\ufeffFrom 0123 Mon Sep 17 00:00:00 2001\n${mail(`W\n---\n${DIFF}`, PLAIN)}`)).mails,
    ).toEqual(one.mails);
  });

  test('a patch that is attached with encoded words in its own header', async () => {
    const inner = [
      'From 0123 Mon Sep 17 00:00:00 2001',
      'From: =?UTF-8?q?J=C3=BCrgen?= <j@example.org>',
      'Subject: [PATCH] =?UTF-8?q?f:=20gr=C3=B6=C3=9Fer?=',
      ' =?UTF-8?q?=20und=20l=C3=A4nger?=',
      ' =?UTF-8?q?=20und=20mehr?=',
      '',
      'Words.',
      '---',
      DIFF,
    ].join('\n');
    const parts = [
      '--b',
      `${PLAIN}\n\nSee the attachment.`,
      '--b',
      'Content-Type: text/x-patch\nContent-Disposition: attachment; filename="1.patch"\n',
      inner,
      '--b--',
    ];
    const { mails } = await read(mail(parts.join('\n'), 'Content-Type: multipart/mixed; boundary=b'));
    expect(mails.map(({ title, author }) => [title, author?.name])).toEqual([
      ['[PATCH] f: größer und länger und mehr', 'Jürgen'],
    ]);
  });
});

describe('what is no patch', () => {
  test.each([
    ['a reply', 'Re: [PATCH] f: two', DIFF, 'a reply'],
    ['a cover letter', '[PATCH 0/2] f: more', 'Words.\n', 'a cover letter'],
    ['words', '[PATCH] f: two', 'Words.\n', 'no patch in it'],
  ])('%s', async (_, subject, body, reason) => {
    const { mails } = await read(mail(body).replace('[PATCH] f: two', subject));
    expect(mails.map(({ skipped }) => skipped)).toEqual([reason]);
  });

  test('base64 that is cut off, or is none, may have held one', async () => {
    const told = async (body: string) => {
      const { mails } = await read(mail(body, 'Content-Transfer-Encoding: base64'));
      return mails.map(({ skipped, problem }) => [skipped, problem]);
    };
    const code = Buffer.from('Words, and then the diff.\n').toString('base64');
    expect(await told(`${code}\n`)).toEqual([['no patch in it', null]]);
    const cut = [[null, 'its base64 is cut off, or is none']];
    expect(await told(code.slice(0, 12))).toEqual(cut);
    expect(await told(`${code.slice(0, 13)}\n`)).toEqual(cut);
    expect(await told('This is not encoded at all.\n')).toEqual(cut);
  });

  test('bytes of another kind', async () => {
    expect(await brief('hello\n')).toEqual({ bad: ['is neither mail nor a patch'], mails: [] });
    const many = `From: a@x\nSubject: x\n${'Content-Type: message/rfc822\n\nFrom: a@x\n'.repeat(20)}\n${DIFF}`;
    expect(await brief(many)).toEqual({ bad: ['a mail has more than 4 mails in each other'], mails: [] });
  });
});

describe('order', () => {
  const sent = (subject: string, id: string, ...headers: string[]) =>
    `From x@y Mon Sep 17 00:00:00 2001\n${[
      'From: Ann <ann@example.org>',
      `Subject: ${subject}`,
      `Message-ID: <${id}>`,
      ...headers,
    ].join('\n')}\n\n${DIFF}\n`;
  const told = async (box: string, revision: number | null = null) =>
    inOrder((await read(box)).mails, revision).map(({ title, skipped }) => [title, skipped]);

  test('patches stand by their numbers', async () => {
    expect(await told(sent('[PATCH 2/2] b', '2') + sent('[PATCH 1/2] a', '1', 'In-Reply-To: <2>'))).toEqual([
      ['[PATCH 1/2] a', null],
      ['[PATCH 2/2] b', null],
    ]);
  });

  test('the newest version, or the one that was asked for', async () => {
    const box = sent('[PATCH v10] a', '10') + sent('[PATCH v2] a', '2') + sent('[PATCH] a', '1');
    expect(await told(box)).toEqual([
      ['[PATCH v10] a', null],
      ['[PATCH v2] a', 'v10 is newer'],
      ['[PATCH] a', 'v10 is newer'],
    ]);
    expect((await told(box, 2)).filter(([, skipped]) => skipped === null)).toEqual([['[PATCH v2] a', null]]);
  });

  test('a mail that answers the cover letter of another series is not of the one beside it', async () => {
    const box =
      sent('[PATCH 0/2] foo', 'foo') +
      sent('[PATCH 1/2] bar: one', 'bar1', 'In-Reply-To: <bar>') +
      sent('[PATCH v2 0/2] foo', 'foo-v2') +
      sent('[PATCH v2 1/2] foo: one', 'foo1-v2', 'In-Reply-To: <foo-v2>');
    expect((await told(box)).filter(([, skipped]) => skipped === null)).toEqual([
      ['[PATCH v2 0/2] foo', null],
      ['[PATCH v2 1/2] foo: one', null],
      ['[PATCH 1/2] bar: one', null],
    ]);
  });

  test('a mail that came twice counts once', async () => {
    expect(await told(sent('[PATCH] a', '1') + sent('[PATCH] a', '1'))).toEqual([
      ['[PATCH] a', null],
      ['[PATCH] a', 'the same mail again'],
    ]);
  });
});
