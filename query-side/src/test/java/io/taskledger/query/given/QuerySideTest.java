package io.taskledger.query.given;

import io.taskledger.query.QuerySideApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** A test against the service on a real port with real stores, which all such tests share. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
    classes = QuerySideApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"spring.config.name=query-side", "management.server.port=0"})
@ContextConfiguration(initializers = Stores.class)
@Import({TestBeans.class, Api.class, Views.class, Story.class})
public @interface QuerySideTest {}
