/** A description's Markdown, sanitised: no scripts, no images from elsewhere, links that tell nothing. */
import DOMPurify from 'dompurify';
import { marked } from 'marked';
import { useMemo } from 'react';

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
  if (node.tagName === 'A') {
    node.setAttribute('rel', 'noopener nofollow');
    node.setAttribute('target', '_blank');
  }
});

export default function Markdown({ text }: { text: string }) {
  const html = useMemo(
    () =>
      DOMPurify.sanitize(marked.parse(text, { async: false, gfm: true, breaks: true }), {
        ALLOWED_TAGS: [
          'p',
          'br',
          'strong',
          'em',
          'del',
          'code',
          'pre',
          'ul',
          'ol',
          'li',
          'blockquote',
          'a',
          'h1',
          'h2',
          'h3',
          'h4',
          'hr',
          'table',
          'thead',
          'tbody',
          'tr',
          'th',
          'td',
        ],
        ALLOWED_ATTR: ['href'],
      }),
    [text],
  );
  return <div className="markdown" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />;
}
