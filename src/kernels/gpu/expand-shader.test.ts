import { expect, it } from 'vitest';
import { expandShader } from './expand-shader.ts';

it('repeats blocks, nested ones too, and fills names in', () => {
  const template = ['var a: $TYPE;', '//#each h $HEADS', 'let m$h = x[$hu];', '  //#each j 2', '  f($h, $j);', '  //#end', '//#end', 'end'].join('\n');
  expect(expandShader(template, { TYPE: 'f32', HEADS: 2 }).split('\n')).toEqual(['var a: f32;', 'let m0 = x[0u];', '  f(0, 0);', '  f(0, 1);', 'let m1 = x[1u];', '  f(1, 0);', '  f(1, 1);', 'end']);
});

it('an unknown name and an open block are refused', () => {
  expect(() => expandShader('$NAME')).toThrow('expected a value for $NAME');
  expect(() => expandShader('//#each h 2\nx')).toThrow('expected //#end for line 1');
});
