// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a path rests on. Where paths that met knew something differently, a test of it may go a way that was open to
 * none of them: each way on is taken by choice. One of the ways is real, so what holds whichever of them was chosen
 * rests on nothing.
 */

/** A test, or a call, that was passed by choice. */
export interface Crossing {
  /** How many ways there were. */
  ways: number;
}

/** One way of a crossing. */
export interface Choice {
  at: Crossing;
  way: number;
}

/** Choices that were all made on one path. */
type Course = readonly Choice[];

/** The courses that lead to a state: null where one of them needs no choice, empty where no choices make it sure. */
export type Doubt = readonly Course[] | null;

/** For reasons of which there is no other side: text that was not understood. */
export const DOUBTED: Doubt = [];

/** The ways of a new crossing. */
export function crossing(ways: number): Choice[] {
  const at: Crossing = { ways };
  return Array.from({ length: ways }, (_, way) => ({ at, way }));
}

/** More courses, or longer ones, are not followed; a state is doubted for good then. */
const MOST_COURSES = 12;
const LONGEST = 24;

/** What a state rests on after one more choice. */
export function chosen(doubt: Doubt, choice: Choice): Doubt {
  if (doubt === null) return [[choice]];
  const courses = doubt.filter((course) => course.length < LONGEST);
  return courses.map((course) => [...course, choice]);
}

/** What a state rests on that both lead to. */
export function either(one: Doubt, other: Doubt): Doubt {
  if (one === null || other === null) return null;
  if (one === other || other.length === 0) return one;
  if (one.length === 0) return other;
  const courses: Course[] = [];
  for (const course of [...one, ...other]) addCourse(courses, course);
  while (resolve(courses)) if (courses.some(({ length }) => length === 0)) return null;
  return courses.slice(0, MOST_COURSES);
}

/** Adds a course unless another needs less than it; those that need more go. Returns whether it was new. */
function addCourse(courses: Course[], course: Course): boolean {
  if (courses.some((known) => isWithin(known, course))) return false;
  for (let at = courses.length - 1; at >= 0; at--)
    if (isWithin(course, courses[at] as Course)) courses.splice(at, 1);
  courses.push(course);
  return true;
}

const isWithin = (some: Course, all: Course) =>
  some.length <= all.length && some.every((choice) => all.includes(choice));

/** Where courses go every way of a crossing, and need no choice else that one of them does not, it no longer matters. */
function resolve(courses: Course[]): boolean {
  for (const course of courses)
    for (const choice of course) {
      const rest = course.filter((one) => one !== choice);
      if (goesEveryWay(choice.at, rest, courses)) return addCourse(courses, rest);
    }
  return false;
}

function goesEveryWay(at: Crossing, rest: Course, courses: readonly Course[]): boolean {
  const ways = new Set<number>();
  for (const course of courses) {
    const choice = course.find((one) => one.at === at);
    if (choice && course.every((one) => one === choice || rest.includes(one))) ways.add(choice.way);
  }
  return ways.size === at.ways;
}
