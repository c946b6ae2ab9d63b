/** What each version would have got from sales: Spark counts once, plain Java concludes. */
package io.requalify.estimates;
